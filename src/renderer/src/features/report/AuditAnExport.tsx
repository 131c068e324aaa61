import { Box, Button, Group, Text } from '@mantine/core';
import { IconShieldSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';

/** An export from anywhere, checked as somebody would who does not trust its maker. */
export function AuditAnExport(): ReactNode {
  const outis = useOutis();
  const navigate = useNavigate();
  const audit = useAction(async () => {
    const exportDir = await outis.client.call('dialog.pickFolder', { title: 'Folder of an export' });
    if (exportDir === null) return;
    // A draw that nobody could have known when the export was made.
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    navigate({ page: 'reports', runId: await startJob(outis, { kind: 'audit', exportDir, seed }) });
  });
  return (
    <Box mb="lg">
      <Panel title="Audit">
        <Text size="sm" c="dimmed" mb="sm">
          Checks every claim of an export, yours or anybody’s: signature, bytes, labels, marks, consent as of today, and
          whether its synthetic images come again byte for byte.
        </Text>
        <Group>
          <Button
            variant="default"
            leftSection={<IconShieldSearch size={16} />}
            loading={audit.isRunning}
            onClick={() => audit.run()}
          >
            Audit an export…
          </Button>
        </Group>
        {audit.error !== undefined && <ErrorPanel error={audit.error} />}
      </Panel>
    </Box>
  );
}
