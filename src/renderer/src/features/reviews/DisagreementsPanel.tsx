import { Badge, Button, Group, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { DisagreementView, ReviewsView } from '@shared/contract/reviewViews';
import type { SetSummary } from '@shared/contract/views';
import type { Decision } from '@shared/domain/curation';
import { useCuration } from '../../client/useCuration';
import { useCurationSettings } from '../../client/useCurationSettings';
import { useReviewer } from '../../client/useReviewer';
import { FaceImage } from '../../ui/FaceImage';
import { Panel } from '../../ui/Panel';
import { formatAmount } from '../../ui/format';
import { DECISION_WORD } from '../../ui/words';
import classes from './Reviews.module.css';

const SHOWN = 60;

/** Samples on which reviewers differ; one is settled by an ordinary decision, which can be undone like any other. */
export function DisagreementsPanel(props: { readonly set: SetSummary; readonly view: ReviewsView }): ReactNode {
  const { set, view } = props;
  const [showsSettled, setShowsSettled] = useState(false);
  const { open, settled } = view.disagreementCounts;
  const shown = view.disagreements.filter(({ isSettled }) => showsSettled || !isSettled);
  return (
    <Panel
      title="Disagreements"
      testId="disagreements"
      right={
        <Group gap="md">
          <Text size="sm" className="tabular" c="dimmed">
            {formatAmount(open, 'open', 'open')} · {formatAmount(settled, 'settled', 'settled')}
          </Text>
          {settled > 0 && (
            <Switch
              size="xs"
              label="Show settled"
              checked={showsSettled}
              onChange={(event) => setShowsSettled(event.currentTarget.checked)}
            />
          )}
        </Group>
      }
    >
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {settled > 0
            ? 'All are settled.'
            : 'None. Where a second opinion differs from the first decision, both stand here side by side.'}
        </Text>
      ) : (
        <div className={classes.disagreements} role="list">
          {shown.slice(0, SHOWN).map((one) => (
            <Row key={one.sample} set={set} one={one} />
          ))}
        </div>
      )}
      {shown.length > SHOWN && (
        <Text size="xs" c="dimmed" mt="xs">
          {SHOWN} of {shown.length} are shown; settle these to see the next.
        </Text>
      )}
    </Panel>
  );
}

function Row(props: { readonly set: SetSummary; readonly one: DisagreementView }): ReactNode {
  const { set, one } = props;
  const [store, curation] = useCuration(set.id);
  const who = useReviewer();
  const { labelOf } = useCurationSettings();
  const settle = (decision: Decision): void => store.decide([one.sample], decision, null, who);
  const isLocked = !curation.isLoaded || curation.readOnlyReason !== null;
  return (
    <div className={classes.disagreement} role="listitem" aria-label={one.sample} data-settled={one.isSettled}>
      <div className={classes.face}>
        <FaceImage src={sampleUrl(set.id, one.sample)} alt={`Sample ${one.sample}`} />
      </div>
      <div className={classes.words}>
        <Group gap={6} justify="space-between" wrap="nowrap">
          <Text size="xs" c="dimmed" className="tabular">
            {one.sample}
          </Text>
          {one.isSettled && one.standing !== null && (
            <Badge size="sm" variant="light" tt="none" color="gray">
              {DECISION_WORD[one.standing.decision]} by {one.standing.who}
            </Badge>
          )}
        </Group>
        {one.judgements.map((judgement) => (
          <Text key={judgement.who} size="sm" truncate>
            <b>{judgement.who}</b>{' '}
            <span data-decision={judgement.decision} className={classes.judgement}>
              {judgement.decision === 'keep' ? '✓ keep' : '╱ exclude'}
            </span>
            {judgement.reason === null ? '' : ` · ${labelOf(judgement.reason)}`}
          </Text>
        ))}
        {!one.isSettled && (
          <Group gap={6} mt={4}>
            <Button size="compact-xs" variant="default" disabled={isLocked} onClick={() => settle('keep')}>
              Keep
            </Button>
            <Button size="compact-xs" variant="default" disabled={isLocked} onClick={() => settle('exclude')}>
              Exclude
            </Button>
          </Group>
        )}
      </div>
    </div>
  );
}
