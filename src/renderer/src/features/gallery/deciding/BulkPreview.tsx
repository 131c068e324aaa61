import { Button, Checkbox, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { Decision } from '@shared/domain/curation';
import { bulkTargets } from '../../../client/curationRows';
import type { CurationStore } from '../../../client/curationStore';
import { useCurationSettings } from '../../../client/useCurationSettings';
import { useReviewer } from '../../../client/useReviewer';
import { formatAmount, formatCount } from '../../../ui/format';
import { FaceSample } from './FaceSample';
import type { BulkPlan } from './bulkPlan';

const VERB = { keep: 'Keep', exclude: 'Exclude', undecided: 'Make undecided' } as const;

/** What a bulk action would change: how many, which of them, and the one button that does it, as one undo step. */
export function BulkPreview(props: {
  readonly plan: BulkPlan;
  readonly set: SetSummary;
  readonly store: CurationStore;
  readonly onDone: () => void;
}): ReactNode {
  const { plan, set, store, onDone } = props;
  const who = useReviewer();
  const { reasons } = useCurationSettings();
  const [decision, setDecision] = useState(plan.decision);
  const [reason, setReason] = useState(plan.reason);
  const [leavesJudged, setLeavesJudged] = useState(true);
  const [meansReal, setMeansReal] = useState(false);
  const targets = useMemo(
    () => bulkTargets(store, plan.keys, decision, leavesJudged),
    [store, plan.keys, decision, leavesJudged],
  );
  const isReal = isOfRealPeople(set);
  const count = targets.keys.length;
  const left = [
    ...(targets.alreadyCount === 0 ? [] : [`${formatCount(targets.alreadyCount)} stand so already`]),
    ...(targets.judgedCount === 0
      ? []
      : [
          `${formatCount(targets.judgedCount)} judged otherwise ${leavesJudged ? 'are left alone' : 'are overwritten'}`,
        ]),
  ];

  const act = (): void => {
    store.decide(targets.keys, decision, decision === 'exclude' ? reason : null, who, plan.note.slice(0, 500));
    onDone();
  };

  return (
    <Stack gap="md">
      <Text size="sm">{plan.about}</Text>
      <Group gap="md" align="flex-end">
        <SegmentedControl
          aria-label="Decision"
          value={decision}
          data={Decision.options.map((value) => ({ value, label: VERB[value] }))}
          onChange={(value) => setDecision(Decision.parse(value))}
        />
        {decision === 'exclude' && (
          <Select
            aria-label="Reason"
            placeholder="No reason"
            clearable
            w={200}
            value={reason}
            data={reasons.map(({ slug, label }) => ({ value: slug, label }))}
            onChange={setReason}
            comboboxProps={{ withinPortal: true }}
          />
        )}
      </Group>
      <Checkbox
        label="Leave what someone has judged already as it is"
        checked={leavesJudged}
        onChange={(event) => setLeavesJudged(event.currentTarget.checked)}
      />
      {isReal && (
        <Checkbox
          label={`“${set.name}” holds pictures of real people. I mean to change decisions about them.`}
          checked={meansReal}
          onChange={(event) => setMeansReal(event.currentTarget.checked)}
        />
      )}
      <Text fw={600} data-testid="bulk-count" aria-live="polite">
        {count === 0 ? 'Nothing would change' : `${formatAmount(count, 'sample', 'samples')} will change`}
        {left.length > 0 && (
          <Text span size="sm" c="dimmed" fw={400}>
            {' '}
            · {left.join(' · ')}
          </Text>
        )}
      </Text>
      {count > 0 && <FaceSample setId={set.id} keys={targets.keys} />}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          One step: Ctrl+Z takes all of it back.
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button data-autofocus disabled={count === 0 || (isReal && !meansReal)} onClick={act}>
            {VERB[decision]} {count === 0 ? '' : formatCount(count)}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
