import { Button, Group, Text, Tooltip } from '@mantine/core';
import {
  IconArrowsDiff,
  IconFolderOpen,
  IconRosetteDiscountCheck,
  IconShieldSearch,
  IconStack2,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobRecord } from '@shared/domain/jobState';
import type { JobSpecInput } from '@shared/domain/jobs';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';

const QUICK_CHECK = 50;

/** A finished export: look at it, check it, train on what it came from. */
export function ExportResult(props: {
  readonly job: JobRecord;
  readonly onCompare: (directory: string) => void;
}): ReactNode {
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
        {directory !== null && (
          <ExportActions directory={directory} hasSynthetic={spec.syn !== null} onCompare={props.onCompare} />
        )}
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

// A draw that nobody could have known when the export was made.
const drawNow = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Open the folder; audit it as a stranger would; render synthetic samples again; compare it with another. */
export function ExportActions(props: {
  readonly directory: string;
  readonly hasSynthetic: boolean;
  readonly onCompare: (directory: string) => void;
}): ReactNode {
  const { directory, hasSynthetic, onCompare } = props;
  const outis = useOutis();
  const navigate = useNavigate();
  const reveal = useAction(() => outis.client.call('shell.reveal', { path: directory }));
  const check = useAction(async (spec: JobSpecInput) => {
    navigate({ page: 'reports', runId: await startJob(outis, spec) });
  });
  const prove = (samples: number | null): void =>
    check.run({ kind: 'prove', exportDir: directory, samples, seed: drawNow() });
  const error = reveal.error ?? check.error;
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
      <Tooltip label="Checks signature, hashes, labels, marks and consents, for somebody who does not trust us">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconShieldSearch size={15} />}
          loading={check.isRunning}
          onClick={() => check.run({ kind: 'audit', exportDir: directory, seed: drawNow() })}
        >
          Audit
        </Button>
      </Tooltip>
      {hasSynthetic && (
        <>
          <Tooltip label="Renders 50 samples again, drawn by chance, and compares their bytes">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconRosetteDiscountCheck size={15} />}
              loading={check.isRunning}
              onClick={() => prove(QUICK_CHECK)}
            >
              Prove
            </Button>
          </Tooltip>
          <Button size="compact-sm" variant="default" loading={check.isRunning} onClick={() => prove(null)}>
            Prove every sample
          </Button>
        </>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowsDiff size={15} />}
        onClick={() => onCompare(directory)}
      >
        Compare with…
      </Button>
      {error !== undefined && <ErrorPanel error={error} />}
    </>
  );
}
