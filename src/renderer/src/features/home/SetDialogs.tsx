import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { Name } from '@shared/domain/names';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { formatAmount } from '../../ui/format';
import { BalanceDialog } from './BalanceDialog';
import { TwinDialog } from './TwinDialog';

export type SetDialog = 'rename' | 'remove' | 'balance' | 'twin' | null;

export function SetDialogs(props: {
  readonly set: SetSummary;
  readonly dialog: SetDialog;
  readonly onClose: () => void;
}): ReactNode {
  const { set, dialog, onClose } = props;
  const { client, queries } = useOutis();
  const [name, setName] = useState<string>(set.name);
  const checked = Name.safeParse(name);

  const rename = useAction(async () => {
    await client.call('set.rename', { setId: set.id, name });
    queries.invalidate('set.list', 'set.get');
    onClose();
  });
  const remove = useAction(async () => {
    await client.call('set.remove', { setId: set.id });
    queries.invalidate('set.list', 'library.current');
    onClose();
  });

  return (
    <>
      <BalanceDialog set={set} opened={dialog === 'balance'} onClose={onClose} />
      {isOfRealPeople(set) && <TwinDialog set={set} opened={dialog === 'twin'} onClose={onClose} />}
      <Modal opened={dialog === 'rename'} onClose={onClose} title={`Rename ${set.name}`} centered>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (checked.success) rename.run();
          }}
        >
          <Stack>
            <TextInput
              label="Name"
              value={name}
              data-autofocus
              error={checked.success ? null : checked.error.issues[0]?.message}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {rename.error !== undefined && <ErrorPanel error={rename.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                Leave it
              </Button>
              <Button type="submit" loading={rename.isRunning} disabled={!checked.success}>
                Rename
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
      <Modal opened={dialog === 'remove'} onClose={onClose} title={`Move ${set.name} to the trash?`} centered>
        <Stack>
          <Text size="sm">
            {formatAmount(set.counts.samples, 'sample', 'samples')} leave the library's list. The folder stays in the
            library's own trash, and you can move it back from there.
          </Text>
          {remove.error !== undefined && <ErrorPanel error={remove.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Leave it
            </Button>
            <Button color="red" loading={remove.isRunning} onClick={() => remove.run()}>
              Move to trash
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
