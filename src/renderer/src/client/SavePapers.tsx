import { Button, Group, Text } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { JobId } from '@shared/domain/ids';
import { ErrorPanel } from '../ui/ErrorPanel';
import { useOutis } from './outisContext';
import { useAction } from './useAction';

/** Saves what a run has to show to others, as JSON and as a page, in a folder that the person names. */
export function SavePapers(props: { readonly runId: JobId; readonly what: 'certificate' | 'audit' }): ReactNode {
  const { runId, what } = props;
  const { client } = useOutis();
  const [saved, setSaved] = useState<string | null>(null);
  const save = useAction(async () => {
    const folder = await client.call('dialog.pickFolder', { title: `Folder for ${what}.json and ${what}.html` });
    if (folder !== null) setSaved(await client.call('run.saveCertificate', { runId, folder }));
  });
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconDeviceFloppy size={16} />}
          loading={save.isRunning}
          onClick={() => save.run()}
        >
          Save {what}…
        </Button>
        {saved !== null && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }} data-testid={`${what}-saved`}>
            Saved: {saved}
          </Text>
        )}
      </Group>
      {save.error !== undefined && <ErrorPanel error={save.error} />}
    </>
  );
}
