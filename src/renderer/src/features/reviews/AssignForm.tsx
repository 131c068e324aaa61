import { Autocomplete, Button, Group, NumberInput, SegmentedControl, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { Reviewer } from '@shared/domain/reviews/reviewLine';
import type { AssignmentTask } from '@shared/domain/reviews/reviewLine';
import { useOutis } from '../../client/outisContext';
import type { SampleTable } from '../../client/samples/sampleTable';
import { useColumns, useScores } from '../../client/samples/useColumns';
import { useSampleTable } from '../../client/samples/useSampleTable';
import { useAction } from '../../client/useAction';
import { useCuration } from '../../client/useCuration';
import { useQuery } from '../../client/useQuery';
import { useReviewer } from '../../client/useReviewer';
import { useSavedViews } from '../../db/usePreferences';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { columnLabel, shownColumns } from '../../ui/columns';
import { canBeSlice, savedSlice } from './savedSlices';
import { sliceOf } from './slices';
import type { SliceRule } from './slices';
import { refreshReviews } from './useRecord';

const KINDS = [
  { value: 'random', label: 'Drawn at random' },
  { value: 'worst', label: 'Worst by a score' },
  { value: 'identities', label: 'Identities' },
  { value: 'ids', label: 'Named samples' },
  { value: 'view', label: 'A view of the gallery' },
  { value: 'all', label: 'The whole set' },
] as const;
type Kind = (typeof KINDS)[number]['value'];

/** To whom, for what, and which samples; the list is frozen when it is given. */
export function AssignForm(props: {
  readonly set: SetSummary;
  readonly names: readonly string[];
  readonly onDone: () => void;
}): ReactNode {
  const { set, names, onDone } = props;
  const { client, queries } = useOutis();
  const who = useReviewer();
  const everybody = useQuery('reviews.names', undefined).data ?? [];
  const { table, error } = useSampleTable(set.id, set.counts.samples);
  const [to, setTo] = useState('');
  const [task, setTask] = useState<AssignmentTask>('opinion');
  const [kind, setKind] = useState<Kind>('random');
  const [count, setCount] = useState(Math.min(100, set.counts.samples));
  const [column, setColumn] = useState<string | null>(null);
  const [end, setEnd] = useState<'low' | 'high'>('low');
  const [from, setFrom] = useState(1);
  const [until, setUntil] = useState(Math.min(20, set.counts.identities));
  const [text, setText] = useState('');
  const views = useSavedViews().views.filter((view) => canBeSlice(view, set.id));
  const [viewId, setViewId] = useState<string | null>(null);
  const view = views.find(({ id }) => String(id) === viewId);
  const [store] = useCuration(set.id);
  const reviewer = Reviewer.safeParse(to.trim());

  const ruleFor = async (opened: SampleTable): Promise<SliceRule> => {
    switch (kind) {
      case 'view':
        return view === undefined ? { type: 'rows', rows: [], words: '' } : savedSlice(opened, store, set.id, view);
      case 'all':
        return { type: 'all' };
      case 'random':
        return { type: 'random', count, seed: Date.now() % 1_000_000 };
      case 'identities':
        return { type: 'identities', from: from - 1, to: until - 1 };
      case 'ids':
        return { type: 'ids', text };
      case 'worst': {
        const name = column ?? '';
        return { type: 'worst', column: name, label: columnLabel(name), end, count };
      }
    }
  };
  const assign = useAction(async () => {
    if (table === null || !reviewer.success) return;
    const slice = await sliceOf(table, await ruleFor(table));
    await client.call('reviews.assign', { setId: set.id, to: reviewer.data, task, slice, who });
    refreshReviews(queries);
    onDone();
  });

  return (
    <Stack gap="xs" p="sm" style={{ background: 'var(--o-sunken)', borderRadius: 8 }} data-testid="assign-form">
      <Group gap="xs" align="flex-end">
        <Autocomplete
          label="To"
          size="xs"
          w={170}
          placeholder="Name of a reviewer"
          data={[...new Set([...names, ...everybody])].sort()}
          value={to}
          maxLength={80}
          onChange={setTo}
        />
        <SegmentedControl
          aria-label="Task"
          size="xs"
          value={task}
          data={[
            { value: 'opinion', label: 'Second opinion' },
            { value: 'decide', label: 'Decide' },
          ]}
          onChange={(value) => setTask(value === 'decide' ? 'decide' : 'opinion')}
        />
      </Group>
      <Group gap="xs" align="flex-end">
        <Select
          label="Slice"
          size="xs"
          w={170}
          allowDeselect={false}
          data={[...KINDS]}
          value={kind}
          onChange={(value) => setKind(KINDS.find((one) => one.value === value)?.value ?? kind)}
        />
        {kind === 'worst' && (
          <>
            {table !== null && <Score set={set} table={table} value={column} onChange={setColumn} />}
            <SegmentedControl
              aria-label="End"
              size="xs"
              value={end}
              data={[
                { value: 'low', label: 'Lowest' },
                { value: 'high', label: 'Highest' },
              ]}
              onChange={(value) => setEnd(value === 'high' ? 'high' : 'low')}
            />
          </>
        )}
        {(kind === 'random' || kind === 'worst') && (
          <Whole label="Samples" value={count} max={Math.min(100_000, set.counts.samples)} onChange={setCount} />
        )}
        {kind === 'identities' && (
          <>
            <Whole label="First" value={from} max={set.counts.identities} onChange={setFrom} />
            <Whole label="Last" value={until} max={set.counts.identities} onChange={setUntil} />
          </>
        )}
      </Group>
      {kind === 'view' && (
        <Select
          label="View"
          size="xs"
          w={280}
          allowDeselect={false}
          placeholder={views.length === 0 ? 'None is saved: Gallery, Save this view' : 'Choose one'}
          description="The samples it shows now; later ones do not join."
          data={views.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={view === undefined ? null : viewId}
          onChange={setViewId}
        />
      )}
      {kind === 'ids' && (
        <Textarea
          label="Sample ids"
          size="xs"
          autosize
          minRows={2}
          maxRows={6}
          placeholder="i000012s0003 i000012s0004"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {error !== undefined && <ErrorPanel error={error} />}
      {assign.error !== undefined && <ErrorPanel error={assign.error} onClose={assign.clear} />}
      <Group>
        <Button
          size="xs"
          loading={assign.isRunning}
          disabled={
            table === null ||
            !reviewer.success ||
            (kind === 'worst' && column === null) ||
            (kind === 'view' && view === undefined)
          }
          onClick={() => assign.run()}
        >
          Assign
        </Button>
      </Group>
    </Stack>
  );
}

function Whole(props: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  return (
    <NumberInput
      label={props.label}
      size="xs"
      w={96}
      min={1}
      max={props.max}
      clampBehavior="strict"
      allowDecimal={false}
      value={props.value}
      onChange={(value) => typeof value === 'number' && value >= 1 && props.onChange(value)}
    />
  );
}

function Score(props: {
  readonly set: SetSummary;
  readonly table: SampleTable;
  readonly value: string | null;
  readonly onChange: (column: string) => void;
}): ReactNode {
  const { set, table, value, onChange } = props;
  useScores(table, set.id, set.createdAt);
  const columns = shownColumns(useColumns(table));
  return (
    <Select
      label="Score"
      size="xs"
      w={190}
      searchable
      placeholder="Choose one"
      allowDeselect={false}
      data={columns.map(({ name }) => ({ value: name, label: columnLabel(name) }))}
      value={value}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}
