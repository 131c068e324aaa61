import { Button, Checkbox, Group, NumberInput, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { SetId } from '@shared/domain/ids';
import type { JobId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useJob } from '../../client/useJobs';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { OriginMark } from '../../ui/OriginMark';
import { formatCount } from '../../ui/format';
import { ExportPlanView } from './ExportPlanView';
import { ExportResult } from './ExportResult';
import { specOf, usualSamples } from './exportDraft';
import type { ExportDraft, ExportKind, PartDraft } from './exportDraft';
import { usePlan } from './usePlan';
import classes from './Export.module.css';

const TITLE: Readonly<Record<ExportKind, string>> = { syn: 'Syn', real: 'Real', mix: 'Mix' };
const MISSING: Readonly<Record<ExportKind, string>> = {
  syn: 'Needs a finished synthetic set.',
  real: 'Needs an imported set of consented people.',
  mix: 'Needs a synthetic set and a consented real one.',
};

/** One kind of export: what goes in, what will come out, what stands in the way, and the button. */
export function ExportCard(props: {
  readonly kind: ExportKind;
  readonly synthetic: readonly SetSummary[];
  readonly real: readonly SetSummary[];
  readonly syn: SetId | null;
  readonly realId: SetId | null;
}): ReactNode {
  const { kind, synthetic, real } = props;
  const isPossible = (kind === 'real' || synthetic.length > 0) && (kind === 'syn' || real.length > 0);
  return (
    <Paper
      withBorder
      className={classes.card}
      component="section"
      aria-label={`Export ${TITLE[kind]}`}
      data-testid={`export-${kind}`}
    >
      <Stack gap="md" h="100%">
        <Group justify="space-between">
          <Title order={2} fz="1.25rem">
            {TITLE[kind]}
          </Title>
          <OriginMark origin={kind} />
        </Group>
        {isPossible ? <CardBody {...props} /> : <Text c="dimmed">{MISSING[kind]}</Text>}
      </Stack>
    </Paper>
  );
}

function CardBody(props: Parameters<typeof ExportCard>[0]): ReactNode {
  const { kind, synthetic, real } = props;
  const outis = useOutis();
  const firstSyn = synthetic.find(({ id }) => id === props.syn) ?? synthetic[0];
  const firstReal = real.find(({ id }) => id === props.realId) ?? real[0];
  const [draft, setDraft] = useState<ExportDraft>({
    syn: { setId: firstSyn?.id ?? null, identities: null, samples: usualSamples(firstSyn) },
    real: { setId: firstReal?.id ?? null, identities: null, samples: usualSamples(firstReal) },
    allowFewer: false,
  });
  const [jobId, setJobId] = useState<JobId | null>(null);
  const job = useJob(jobId);
  const [settled] = useDebouncedValue(draft, 200);
  const spec = specOf(kind, settled);
  const plan = usePlan(spec);
  const isBlocked =
    plan.data === undefined || plan.data.problems.some(({ blocking }) => blocking) || plan.data.fileCount === 0;

  const start = useAction(async () => {
    const now = specOf(kind, draft);
    if (now !== null) setJobId(await startJob(outis, now));
  });
  const isRunning = job !== undefined && !isEnded(job.state);

  return (
    <>
      <Text ff="monospace" fw={600} data-testid={`export-name-${kind}`}>
        {plan.data?.name ?? '…'}
      </Text>
      {kind !== 'real' && (
        <PartInputs
          label="Synthetic set"
          sets={synthetic}
          part={draft.syn}
          onChange={(syn) => setDraft({ ...draft, syn })}
        />
      )}
      {kind !== 'syn' && (
        <PartInputs
          label="Real set"
          sets={real}
          part={draft.real}
          onChange={(part) => setDraft({ ...draft, real: part })}
        />
      )}
      <Checkbox
        size="xs"
        label="Take identities with fewer samples too"
        checked={draft.allowFewer}
        onChange={(event) => setDraft({ ...draft, allowFewer: event.currentTarget.checked })}
      />
      {plan.error !== undefined && <ErrorPanel error={plan.error} />}
      {plan.data !== undefined && <ExportPlanView plan={plan.data} />}
      <Stack gap="sm" mt="auto">
        {start.error !== undefined && <ErrorPanel error={start.error} onClose={start.clear} />}
        {job !== undefined && isRunning && <JobProgressBar record={job} />}
        {job?.state.status === 'failed' && <ErrorPanel error={job.state.error} />}
        {job?.state.status === 'succeeded' && <ExportResult job={job} />}
        <Button
          size="md"
          leftSection={<IconPackageExport size={18} />}
          loading={start.isRunning}
          disabled={isBlocked || isRunning}
          onClick={() => start.run()}
        >
          Export {plan.data === undefined ? TITLE[kind] : `${formatCount(plan.data.fileCount)} files`}
        </Button>
      </Stack>
    </>
  );
}

function PartInputs(props: {
  readonly label: string;
  readonly sets: readonly SetSummary[];
  readonly part: PartDraft;
  readonly onChange: (part: PartDraft) => void;
}): ReactNode {
  const { label, sets, part, onChange } = props;
  return (
    <Stack gap={6}>
      <Select
        label={label}
        allowDeselect={false}
        data={sets.map(({ id, name }) => ({ value: id, label: name }))}
        value={part.setId}
        onChange={(value) => {
          const setId = SetId.safeParse(value).data ?? part.setId;
          onChange({ setId, identities: null, samples: usualSamples(sets.find(({ id }) => id === setId)) });
        }}
      />
      <Group grow>
        <NumberInput
          label="Identities (N)"
          placeholder="all with enough"
          min={1}
          allowDecimal={false}
          value={part.identities ?? ''}
          onChange={(value) =>
            onChange({ ...part, identities: typeof value === 'number' && value >= 1 ? value : null })
          }
        />
        <NumberInput
          label="Samples each (S)"
          min={1}
          allowDecimal={false}
          value={part.samples}
          onChange={(value) => typeof value === 'number' && value >= 1 && onChange({ ...part, samples: value })}
        />
      </Group>
    </Stack>
  );
}
