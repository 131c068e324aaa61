import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { JobId, SetId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import { useOutis } from '../../client/outisContext';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useJob } from '../../client/useJobs';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { OriginMark } from '../../ui/OriginMark';
import { formatAmount } from '../../ui/format';
import { ExportPlanView } from './ExportPlanView';
import { ExportResult } from './ExportResult';
import { draftFault, draftOf, specOf } from './exportDraft';
import type { ExportDraft, ExportKind } from './exportDraft';
import { MoreChoices } from './MoreChoices';
import { PartInputs } from './PartInputs';
import { RecipientChooser } from './RecipientChooser';
import { usePlan } from './usePlan';
import classes from './Export.module.css';

const TITLE: Readonly<Record<ExportKind, string>> = { syn: 'Syn', real: 'Real', mix: 'Mix' };
const MISSING: Readonly<Record<ExportKind, string>> = {
  syn: 'Needs a finished synthetic set.',
  real: 'Needs an imported set of consented people.',
  mix: 'Needs a synthetic set and a consented real one.',
};

interface CardProps {
  readonly kind: ExportKind;
  readonly synthetic: readonly SetSummary[];
  readonly real: readonly SetSummary[];
  readonly syn: SetId | null;
  readonly realId: SetId | null;
  readonly onCompare: (directory: string) => void;
}

/** One kind of export: what goes in, what will come out, what stands in the way, and the button. */
export function ExportCard(props: CardProps): ReactNode {
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
          <OriginMark origin={kind} declared={real.some(isOfRealPeople) ? null : real[0]?.declaredSynthetic} />
        </Group>
        {isPossible ? <CardBody {...props} /> : <Text c="dimmed">{MISSING[kind]}</Text>}
      </Stack>
    </Paper>
  );
}

const named = (sets: readonly SetSummary[], wanted: SetId | null): SetSummary | undefined =>
  sets.find(({ id }) => id === wanted) ?? sets[0];

function CardBody(props: CardProps): ReactNode {
  const { kind, synthetic, real, onCompare } = props;
  const outis = useOutis();
  const [draft, setDraft] = useState<ExportDraft>(() =>
    draftOf(named(synthetic, props.syn), named(real, props.realId)),
  );
  const [jobId, setJobId] = useState<JobId | null>(null);
  const job = useJob(jobId);
  const [settled] = useDebouncedValue(draft, 200);
  // What a finished job made is in the way of the next one of its name.
  const isDeclared = (real.find(({ id }) => id === draft.real.setId)?.declaredSynthetic ?? null) !== null;
  const plan = usePlan(specOf(kind, settled), `${jobId ?? ''} ${job?.state.status ?? ''}`);
  const isBlocked =
    draftFault(draft) !== null ||
    plan.data === undefined ||
    plan.data.problems.some(({ blocking }) => blocking) ||
    plan.data.fileCount === 0;

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
          label={isDeclared ? 'Imported set, declared synthetic' : 'Real set'}
          sets={real}
          part={draft.real}
          onChange={(part) => setDraft({ ...draft, real: part })}
        />
      )}
      <RecipientChooser exchange={draft.exchange} onChange={(exchange) => setDraft({ ...draft, exchange })} />
      <MoreChoices
        kind={kind}
        draft={draft}
        name={plan.data?.name}
        syn={synthetic.find(({ id }) => id === draft.syn.setId)}
        real={real.find(({ id }) => id === draft.real.setId)}
        onChange={setDraft}
      />
      {plan.error !== undefined && <ErrorPanel error={plan.error} />}
      {plan.data !== undefined && <ExportPlanView plan={plan.data} isDeclared={isDeclared} />}
      <Stack gap="sm" mt="auto">
        {start.error !== undefined && <ErrorPanel error={start.error} onClose={start.clear} />}
        {job !== undefined && isRunning && <JobProgressBar record={job} />}
        {job?.state.status === 'failed' && <ErrorPanel error={job.state.error} />}
        {job?.state.status === 'succeeded' && <ExportResult job={job} onCompare={onCompare} />}
        <Button
          size="md"
          leftSection={<IconPackageExport size={18} />}
          loading={start.isRunning}
          disabled={isBlocked || isRunning}
          onClick={() => start.run()}
        >
          Export {plan.data === undefined ? TITLE[kind] : formatAmount(plan.data.fileCount, 'image', 'images')}
        </Button>
      </Stack>
    </>
  );
}
