import { ActionIcon, Badge, Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { IconPlayerPlay, IconTrash, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AssignmentView, ReviewsView } from '@shared/contract/reviewViews';
import type { SetSummary } from '@shared/contract/views';
import { useOutis } from '../../client/outisContext';
import { pickedOnMap } from '../../client/pickedSamples';
import { useAction } from '../../client/useAction';
import { useReviewer } from '../../client/useReviewer';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';
import { formatAmount, formatCount } from '../../ui/format';
import { AssignForm } from './AssignForm';
import { useRecord } from './useRecord';

/** Who has which slice, how far they are, and one more. */
export function AssignmentsPanel(props: {
  readonly set: SetSummary;
  readonly view: ReviewsView;
  readonly onWork: (assignment: number) => void;
}): ReactNode {
  const { set, view, onWork } = props;
  const who = useReviewer();
  const [isAdding, setAdding] = useState(false);
  const unassign = useRecord('reviews.unassign');
  const isLocked = view.readOnlyReason !== null;
  const mine = view.assignments.filter(({ to }) => to === who);
  const others = view.assignments.filter(({ to }) => to !== who);
  return (
    <Panel
      title="Assignments"
      testId="assignments"
      right={
        <Button
          size="xs"
          variant={isAdding ? 'light' : 'default'}
          leftSection={<IconUserPlus size={15} />}
          disabled={isLocked}
          aria-expanded={isAdding}
          onClick={() => setAdding(!isAdding)}
        >
          Assign a slice…
        </Button>
      }
    >
      <Stack gap="sm">
        {isAdding && (
          <AssignForm set={set} names={view.reviewers.map(({ name }) => name)} onDone={() => setAdding(false)} />
        )}
        {unassign.error !== undefined && <ErrorPanel error={unassign.error} onClose={unassign.clear} />}
        {view.assignments.length === 0 && !isAdding && (
          <Text size="sm" c="dimmed">
            Nothing is assigned. Give a reviewer a slice to decide, or a slice to judge without seeing what was decided.
          </Text>
        )}
        {view.assignments.length > 0 && (
          <Table verticalSpacing={6} horizontalSpacing="xs" fz="sm" className="tabular">
            <Table.Tbody>
              {[...mine, ...others].map((one) => (
                <Row
                  key={one.id}
                  set={set}
                  one={one}
                  isMine={one.to === who}
                  isLocked={isLocked}
                  onWork={() => onWork(one.id)}
                  onRemove={() => unassign.run({ setId: set.id, assignment: one.id, who })}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
        {view.reviewers.length > 0 && (
          <Text size="xs" c="dimmed" className="tabular">
            {view.reviewers
              .map(
                ({ name, decisions, opinions }) =>
                  `${name}: ${formatAmount(decisions, 'decision', 'decisions')}, ${formatAmount(opinions, 'opinion', 'opinions')}`,
              )
              .join(' · ')}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function Row(props: {
  readonly set: SetSummary;
  readonly one: AssignmentView;
  readonly isMine: boolean;
  readonly isLocked: boolean;
  readonly onWork: () => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { set, one, isMine, isLocked, onWork, onRemove } = props;
  const { client } = useOutis();
  const navigate = useNavigate();
  const inGallery = useAction(async () => {
    const { samples } = await client.call('reviews.slice', { setId: set.id, assignment: one.id });
    pickedOnMap.set({ setId: set.id, ids: samples });
    navigate({ page: 'gallery', setId: set.id });
  });
  const isOpinion = one.task === 'opinion';
  const isDone = one.done >= one.total;
  return (
    <Table.Tr aria-label={`${one.to}: ${one.words}`}>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={isMine ? 700 : 500}>
            {one.to}
          </Text>
          <Badge size="sm" variant="light" tt="none" color={isOpinion ? 'violet' : 'gray'}>
            {isOpinion ? 'second opinion' : 'decide'}
          </Badge>
        </Group>
        <Text size="xs" c="dimmed">
          {one.words}
        </Text>
      </Table.Td>
      <Table.Td w={150}>
        <Progress
          value={one.total === 0 ? 100 : (100 * one.done) / one.total}
          size="sm"
          color={isDone ? 'var(--o-keep)' : 'var(--o-chart-1)'}
          aria-label={`${one.done} of ${one.total} done`}
        />
        <Text size="xs" c="dimmed">
          {formatCount(one.done)} of {formatCount(one.total)}
        </Text>
      </Table.Td>
      <Table.Td w={130} ta="right">
        <Group gap={4} justify="flex-end" wrap="nowrap">
          {isOpinion ? (
            <Button
              size="compact-xs"
              variant={isMine && !isDone ? 'filled' : 'default'}
              leftSection={<IconPlayerPlay size={13} />}
              disabled={!isMine || isLocked}
              title={isMine ? undefined : `Choose ${one.to} as the reviewer, at the top right.`}
              onClick={onWork}
            >
              {one.done === 0 ? 'Judge' : isDone ? 'Again' : 'Go on'}
            </Button>
          ) : (
            <Button size="compact-xs" variant="default" loading={inGallery.isRunning} onClick={() => inGallery.run()}>
              Gallery
            </Button>
          )}
          <ActionIcon
            size="sm"
            aria-label={`Take back: ${one.to}, ${one.words}`}
            title="Take the assignment back; what was done stays"
            disabled={isLocked}
            onClick={onRemove}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
