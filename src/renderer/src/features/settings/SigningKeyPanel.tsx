import { Alert, Button, Code, Group, Loader, Modal, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { KeyReason, type KeyState, type SigningKey } from '@shared/domain/signingKey';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useQuery } from '../../client/useQuery';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';
import { formatMoment } from '../../ui/format';

const PROTECTION: Readonly<Record<SigningKey['protection'], string>> = {
  'safe-storage': 'Sealed by the safe storage of this system',
  file: 'Only by the mode of its file: this system offers no safe storage',
};

/** Which key signs exports of the open library. */
export function SigningKeyPanel(): ReactNode {
  const { client, queries } = useOutis();
  const library = useQuery('library.current', undefined);
  const isOpen = library.data !== undefined && library.data !== null;
  const state = useQuery('keys.state', undefined, isOpen);
  const [isAsking, setAsking] = useState(false);
  const renew = useAction(async (reason: string) => {
    await client.call('keys.new', { reason });
    queries.invalidate('keys.state');
    setAsking(false);
  });
  return (
    <Panel
      title="Signing key"
      hint="Each export carries a signature, so that its reader sees that nobody has changed it since."
      testId="signing-key"
      right={
        isOpen && (
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            Make a new key…
          </Button>
        )
      }
    >
      {library.data === null && <Text size="sm">Open a library to see the keys that sign for it.</Text>}
      {state.error !== undefined && <ErrorPanel error={state.error} />}
      {isOpen && state.data === undefined && state.error === undefined && <Loader size="sm" aria-label="Reading" />}
      {state.data !== undefined && <KeyTable state={state.data} />}
      <Modal opened={isAsking} onClose={() => setAsking(false)} title="Make a new key">
        <ReasonForm action={renew} />
      </Modal>
    </Panel>
  );
}

function KeyTable({ state }: { readonly state: KeyState }): ReactNode {
  const { own, fault, registered } = state;
  const reason = registered.find(({ keyId }) => keyId === own?.keyId)?.reason;
  const earlier = registered.filter(({ keyId }) => keyId !== own?.keyId).reverse();
  return (
    <Stack gap="md">
      {fault !== null && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={fault.message}>
          {fault.remedy}
        </Alert>
      )}
      {own === null && fault === null && (
        <Text size="sm">There is no key yet. The first export from this window makes one.</Text>
      )}
      {own !== null && (
        <Table withRowBorders={false} verticalSpacing={3} maw={680}>
          <Table.Tbody>
            <Row name="Key">
              <Code>{own.keyId}</Code>
            </Row>
            <Row name="Since">{formatMoment(own.since)}</Row>
            <Row name="Protection">{PROTECTION[own.protection]}</Row>
            {reason !== undefined && reason !== '' && <Row name="Reason">{reason}</Row>}
            <Row name="Public half">
              <Code style={{ overflowWrap: 'anywhere' }}>{own.publicKey}</Code>
            </Row>
          </Table.Tbody>
        </Table>
      )}
      {earlier.length > 0 && (
        <div>
          <Text size="sm" fw={500} mb={4}>
            Other keys of this library
          </Text>
          <Table verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Key</Table.Th>
                <Table.Th>Made in</Table.Th>
                <Table.Th>Since</Table.Th>
                <Table.Th>Reason</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {earlier.map((key) => (
                <Table.Tr key={key.keyId}>
                  <Table.Td>
                    <Code>{key.keyId}</Code>
                  </Table.Td>
                  <Table.Td>{key.where}</Table.Td>
                  <Table.Td>{formatMoment(key.since)}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {key.reason === '' ? 'the first one' : key.reason}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Stack>
  );
}

function Row(props: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <Table.Tr>
      <Table.Td c="dimmed" w={120} style={{ verticalAlign: 'top' }}>
        {props.name}
      </Table.Td>
      <Table.Td>{props.children}</Table.Td>
    </Table.Tr>
  );
}

function ReasonForm({ action }: { readonly action: ReturnType<typeof useAction<[string]>> }): ReactNode {
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        action.run(reason);
      }}
    >
      <Stack gap="sm">
        <Text size="sm">
          New exports are signed with the new key. The private half of the old one is thrown away; its public half stays
          with the library and in every export, so these can still be checked.
        </Text>
        <TextInput
          data-autofocus
          label="Reason"
          description="Stands in the audit log of the library."
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {action.error !== undefined && <ErrorPanel error={action.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={action.isRunning} disabled={!KeyReason.safeParse(reason).success}>
            Make a new key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
