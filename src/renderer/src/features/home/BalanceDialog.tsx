import { Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { useQuery } from '../../client/useQuery';
import { BalanceTable } from '../../ui/BalanceTable';
import { ErrorPanel } from '../../ui/ErrorPanel';

/** The balance of a synthetic set; read when it is opened. */
export function BalanceDialog(props: {
  readonly set: SetSummary;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { set, opened, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={`Requested attributes of ${set.name}`} centered>
      {opened && <Balance set={set} />}
    </Modal>
  );
}

function Balance({ set }: { readonly set: SetSummary }): ReactNode {
  const { data, error } = useQuery('set.get', { setId: set.id });
  if (error !== undefined) return <ErrorPanel error={error} />;
  if (data === undefined) return null;
  if (data.requestedBalance !== null) return <BalanceTable balance={data.requestedBalance} />;
  return (
    <Text size="sm" c="dimmed">
      This set does not say what was requested: it was made by an earlier version, or its identities.json cannot be
      read.
    </Text>
  );
}
