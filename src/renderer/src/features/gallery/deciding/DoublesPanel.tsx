import { Loader, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { KEEP_RULE_TEXT, allButBest } from '@shared/domain/curationDoubles';
import { sampleOfKey } from '@shared/domain/curationSamples';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import { keysOfRows } from '../../../client/curationRows';
import type { CurationStore } from '../../../client/curationStore';
import type { SampleTable } from '../../../client/samples/sampleTable';
import { ErrorPanel } from '../../../ui/ErrorPanel';
import { formatAmount } from '../../../ui/format';
import { BulkPreview } from './BulkPreview';
import type { BulkPlan } from './bulkPlan';

/** All but the best of each group of near duplicates, with the rule by which the best was found. */
export function DoublesPanel(props: {
  readonly table: SampleTable;
  readonly set: SetSummary;
  readonly store: CurationStore;
  readonly onDone: () => void;
}): ReactNode {
  const { table, set, store, onDone } = props;
  const [plan, setPlan] = useState<BulkPlan | null>(null);
  const [error, setError] = useState<FailureDetail>();
  useEffect(() => {
    let isCurrent = true;
    planDoubles(table, store).then(
      (made) => isCurrent && setPlan(made),
      (thrown: unknown) => isCurrent && setError(toFailureDetail(thrown)),
    );
    return () => {
      isCurrent = false;
    };
  }, [table, store]);
  if (error?.code === 'not-found') {
    return (
      <Text size="sm">The set has not been searched for near duplicates yet. Have its relations scored first.</Text>
    );
  }
  if (error !== undefined) return <ErrorPanel error={error} />;
  if (plan === null) return <Loader size="sm" aria-label="Looking at the groups" />;
  return <BulkPreview plan={plan} set={set} store={store} onDone={onDone} />;
}

async function planDoubles(table: SampleTable, store: CurationStore): Promise<BulkPlan> {
  const known = new Set(table.columns().map(({ name }) => name));
  const scores = (name: string): Promise<Float32Array | undefined> =>
    known.has(name) ? table.values(name) : Promise.resolve(undefined);
  const [group, sharpness, consistency] = await Promise.all([
    table.values('duplicate.group'),
    scores('image.sharpness'),
    scores('judge.consistency'),
  ]);
  const choice = allButBest(
    { group: Int32Array.from(group), sharpness, consistency },
    (row) => store.standingOf(table.idOf(row)).decision === 'exclude',
  );
  const first = choice.best[0];
  return {
    title: 'All but the best doubles',
    about:
      `${formatAmount(choice.groupCount, 'group', 'groups')} of near duplicates inside this set; ${KEEP_RULE_TEXT}` +
      (first === undefined ? '.' : `, for instance ${sampleOfKey(keysOfRows(table, Uint32Array.of(first))[0] ?? 0)}.`),
    keys: keysOfRows(table, choice.others),
    decision: 'exclude',
    reason: 'duplicate',
    note: `all but the best of ${choice.groupCount} groups of near duplicates; ${KEEP_RULE_TEXT}`,
  };
}
