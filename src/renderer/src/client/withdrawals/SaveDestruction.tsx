import { Button, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { JobId } from '@shared/domain/ids';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { useOutis } from '../outisContext';
import { useAction } from '../useAction';

/** Saves a withdrawal's certificate as JSON and as a page, in a folder that the person names. */
export function SaveDestruction(props: { readonly runId: JobId }): ReactNode {
  const { client } = useOutis();
  const [saved, setSaved] = useState<string | null>(null);
  const save = useAction(async () => {
    const folder = await client.call('dialog.pickFolder', { title: 'Where to save the certificate' });
    if (folder !== null) setSaved(await client.call('run.saveCertificate', { runId: props.runId, folder }));
  });
  return (
    <div>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconDeviceFloppy size={15} />}
        loading={save.isRunning}
        onClick={() => save.run()}
      >
        Save certificate
      </Button>
      {saved !== null && (
        <Text size="xs" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
          Saved as {saved}
        </Text>
      )}
      {save.error !== undefined && <ErrorPanel error={save.error} />}
    </div>
  );
}
