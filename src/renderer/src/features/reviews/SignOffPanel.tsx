import { Button, Group, Modal, Stack, Text, Textarea, Timeline } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ReviewsView } from '@shared/contract/reviewViews';
import type { SetSummary } from '@shared/contract/views';
import { useReviewer } from '../../client/useReviewer';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';
import { ReviewRing } from '../../ui/ReviewRing';
import { SignOffMark } from '../../ui/SignOffMark';
import { formatAmount, formatCount, formatMoment } from '../../ui/format';
import { useRecord } from './useRecord';

const USUAL = 'I have looked at this set and stand by its decisions.';

/** Where the set stands, who signed it, and the way to sign. */
export function SignOffPanel(props: { readonly set: SetSummary; readonly view: ReviewsView }): ReactNode {
  const { set, view } = props;
  const [isOpen, setOpen] = useState(false);
  const { signOff } = view;
  return (
    <Panel
      title="Sign-off"
      testId="sign-off"
      right={
        <Button
          size="xs"
          leftSection={<IconSignature size={15} />}
          disabled={view.readOnlyReason !== null}
          onClick={() => setOpen(true)}
        >
          Sign off…
        </Button>
      }
    >
      <Stack gap="sm">
        <Group justify="space-between">
          <ReviewRing counts={view.counts} />
          <Text size="xs" c="dimmed" className="tabular">
            revision {formatCount(view.curationRevision)}
          </Text>
        </Group>
        {signOff.state === 'none' ? (
          <Text size="sm" c="dimmed">
            Nobody has signed this set yet. A sign-off names the person, the revision and the counts; a later decision
            voids it.
          </Text>
        ) : (
          <div>
            <SignOffMark state={signOff} size="sm" />
            {signOff.state !== 'valid' && (
              <Text size="sm" c="dimmed" data-testid="sign-off-why">
                {signOff.why}
              </Text>
            )}
          </div>
        )}
        {view.signOffs.length > 0 && (
          <Timeline bulletSize={12} lineWidth={2} active={-1}>
            {view.signOffs.slice(0, 4).map(({ who, at, revision, counts, statement }) => (
              <Timeline.Item key={`${at} ${who}`} title={<Text size="sm">{`${who}, revision ${revision}`}</Text>}>
                <Text size="xs" c="dimmed" className="tabular">
                  {formatMoment(at)} · {formatCount(counts.kept)} kept · {formatCount(counts.excluded)} excluded ·{' '}
                  {formatCount(counts.undecided)} undecided
                </Text>
                <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
                  {statement}
                </Text>
              </Timeline.Item>
            ))}
          </Timeline>
        )}
      </Stack>
      <SignDialog set={set} view={view} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Panel>
  );
}

function SignDialog(props: {
  readonly set: SetSummary;
  readonly view: ReviewsView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { set, view, isOpen, onClose } = props;
  const who = useReviewer();
  const [statement, setStatement] = useState(USUAL);
  const sign = useRecord('reviews.signOff', onClose);
  const { counts, disagreementCounts } = view;
  const open = [
    ...(counts.undecided > 0 ? [formatAmount(counts.undecided, 'sample is undecided', 'samples are undecided')] : []),
    ...(disagreementCounts.open > 0
      ? [formatAmount(disagreementCounts.open, 'disagreement is open', 'disagreements are open')]
      : []),
  ];
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Sign off ${set.name}`} centered>
      <Stack gap="sm">
        <Text size="sm" className="tabular">
          {formatCount(counts.kept)} kept · {formatCount(counts.excluded)} excluded · {formatCount(counts.undecided)}{' '}
          undecided, at revision {formatCount(view.curationRevision)}.
        </Text>
        {open.length > 0 && (
          <Text size="sm" style={{ color: 'var(--o-real)' }}>
            {open.join(', ')}. The record will say so.
          </Text>
        )}
        <Textarea
          label="What you vouch for"
          autosize
          minRows={3}
          maxLength={2000}
          data-autofocus
          value={statement}
          onChange={(event) => setStatement(event.currentTarget.value)}
        />
        {sign.error !== undefined && <ErrorPanel error={sign.error} onClose={sign.clear} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button
            loading={sign.isRunning}
            disabled={statement.trim() === ''}
            onClick={() => sign.run({ setId: set.id, revision: view.curationRevision, statement, who })}
          >
            Sign off as {who}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
