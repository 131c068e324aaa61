import { Button, Group, Text, Tooltip } from '@mantine/core';
import { IconFolderOpen, IconRosetteDiscountCheck, IconStack2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobRecord } from '@shared/domain/jobState';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';

const QUICK_CHECK = 50;

/** A finished export: look at it, prove it, train on what it came from. */
export function ExportResult(props: { readonly job: JobRecord }): ReactNode {
  const { state, spec } = props.job;
  const navigate = useNavigate();
  if (state.status !== 'succeeded' || spec.kind !== 'export') return null;
  const directory = state.outcome.exportDir;
  return (
    <div>
      <Text size="sm" mb={6}>
        {state.outcome.summary}
      </Text>
      <Group gap={6}>
        {directory !== null && <ExportActions directory={directory} hasSynthetic={spec.syn !== null} />}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconStack2 size={15} />}
          onClick={() => navigate({ page: 'train', runId: null, setId: spec.syn?.setId ?? spec.real?.setId ?? null })}
        >
          Train on it
        </Button>
      </Group>
    </div>
  );
}

/** Open the folder; render synthetic samples again and compare their bytes. */
export function ExportActions(props: { readonly directory: string; readonly hasSynthetic: boolean }): ReactNode {
  const { directory, hasSynthetic } = props;
  const outis = useOutis();
  const navigate = useNavigate();
  const reveal = useAction(() => outis.client.call('shell.reveal', { path: directory }));
  const prove = useAction(async (samples: number | null) => {
    // A draw that nobody could have known when the export was made.
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const runId = await startJob(outis, { kind: 'prove', exportDir: directory, samples, seed });
    navigate({ page: 'reports', runId });
  });
  const error = reveal.error ?? prove.error;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFolderOpen size={15} />}
        onClick={() => reveal.run()}
      >
        Open folder
      </Button>
      {hasSynthetic && (
        <>
          <Tooltip label="Renders 50 samples again, drawn by chance, and compares their bytes">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRosetteDiscountCheck size={15} />}
              loading={prove.isRunning}
              onClick={() => prove.run(QUICK_CHECK)}
            >
              Prove
            </Button>
          </Tooltip>
          <Button size="compact-sm" variant="default" loading={prove.isRunning} onClick={() => prove.run(null)}>
            Prove every sample
          </Button>
        </>
      )}
      {error !== undefined && <ErrorPanel error={error} />}
    </>
  );
}
