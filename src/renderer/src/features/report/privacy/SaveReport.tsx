import { Button, Group, Text } from '@mantine/core';
import { IconFileTypePdf, IconJson, IconWorldWww } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { JobId } from '@shared/domain/ids';
import { useOutis } from '../../../client/outisContext';
import { useAction } from '../../../client/useAction';
import { ErrorPanel } from '../../../ui/ErrorPanel';

/** Copies of the report for people without the program. */
export function SaveReport({ runId }: { readonly runId: JobId }): ReactNode {
  const { client } = useOutis();
  const [saved, setSaved] = useState<string | null>(null);
  const save = useAction(async (as: 'pdf' | 'html' | 'json') => {
    const folder = await client.call('dialog.pickFolder', { title: `Folder for the report as ${as.toUpperCase()}` });
    if (folder === null) return;
    setSaved(
      as === 'pdf'
        ? await client.call('privacy.savePdf', { runId, folder })
        : await client.call('privacy.save', { runId, folder, as }),
    );
  });
  return (
    <>
      <Group gap="sm">
        <Button leftSection={<IconFileTypePdf size={16} />} loading={save.isRunning} onClick={() => save.run('pdf')}>
          Save as PDF…
        </Button>
        <Button
          variant="default"
          leftSection={<IconWorldWww size={16} />}
          disabled={save.isRunning}
          onClick={() => save.run('html')}
        >
          Save as HTML…
        </Button>
        <Button
          variant="default"
          leftSection={<IconJson size={16} />}
          disabled={save.isRunning}
          onClick={() => save.run('json')}
        >
          Save as JSON…
        </Button>
        {saved !== null && (
          <Text size="sm" c="dimmed" data-testid="privacy-saved">
            Saved: {saved}
          </Text>
        )}
      </Group>
      {save.error !== undefined && <ErrorPanel error={save.error} onClose={save.clear} />}
    </>
  );
}
