import { Button, Center, Grid, Group, Loader, Select, Stack, Text } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { SetId } from '@shared/domain/ids';
import { useSets } from '../../client/useLists';
import { useQuery } from '../../client/useQuery';
import { useNavigate } from '../../client/useRoute';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Notice } from '../../ui/Notice';
import { OriginMark } from '../../ui/OriginMark';
import { Page } from '../../ui/Page';
import { AgreementPanel } from './AgreementPanel';
import { AssignmentsPanel } from './AssignmentsPanel';
import { BlindPanel } from './BlindPanel';
import { DisagreementsPanel } from './DisagreementsPanel';
import { OpinionMode } from './OpinionMode';
import { SignOffPanel } from './SignOffPanel';
import classes from './Reviews.module.css';

/** Who looked at a set, what they thought of it, and who stands by it. */
export function ReviewsPage(props: { readonly setId: SetId | null }): ReactNode {
  const sets = useSets();
  const navigate = useNavigate();
  if (sets.error !== undefined || sets.data === undefined) {
    return (
      <Page name="reviews" title="Reviews">
        {sets.error === undefined ? <Loader size="sm" aria-label="Loading" /> : <ErrorPanel error={sets.error} />}
      </Page>
    );
  }
  const list = sets.data.filter(({ counts }) => counts.samples > 0);
  const set = list.find(({ id }) => id === props.setId) ?? list[0];
  if (set === undefined) {
    return (
      <Page name="reviews" title="Reviews">
        <EmptyState
          icon={<IconChecklist size={44} stroke={1.3} />}
          title="Nothing to review yet"
          action={<Button onClick={() => navigate({ page: 'new-set' })}>New synthetic set</Button>}
        >
          When there is a set, its reviewers share the work here, compare what they think, and sign it off.
        </EmptyState>
      </Page>
    );
  }
  return <Reviews key={set.id} set={set} sets={list} />;
}

function Reviews(props: { readonly set: SetSummary; readonly sets: readonly SetSummary[] }): ReactNode {
  const { set, sets } = props;
  const navigate = useNavigate();
  const view = useQuery('reviews.get', { setId: set.id });
  const [working, setWorking] = useState<number | null>(null);
  const assignment = view.data?.assignments.find(({ id }) => id === working);
  if (assignment !== undefined) {
    return <OpinionMode set={set} assignmentId={assignment.id} onLeave={() => setWorking(null)} />;
  }
  return (
    <Page
      name="reviews"
      title="Reviews"
      subtitle="Slices of a set for each reviewer, second opinions, blind tests, and the signature under it all."
      width={1320}
      actions={
        <Group gap="xs">
          <OriginMark origin={set.kind} declared={set.declaredSynthetic} size="sm" />
          <Select
            aria-label="Set"
            w={220}
            allowDeselect={false}
            data={sets.map(({ id, name }) => ({ value: id, label: name }))}
            value={set.id}
            onChange={(value) => {
              const setId = SetId.safeParse(value).data;
              if (setId !== undefined) navigate({ page: 'reviews', setId });
            }}
          />
        </Group>
      }
    >
      {view.error !== undefined && <ErrorPanel error={view.error} />}
      {view.data === undefined && view.error === undefined && (
        <Center h={200}>
          <Loader size="sm" aria-label="Reading the records" />
        </Center>
      )}
      {view.data !== undefined && (
        <Stack gap="md">
          {view.data.readOnlyReason !== null && (
            <Notice tone="bad" title="These records can be read, not continued" testId="reviews-read-only">
              <Text size="sm">{view.data.readOnlyReason} Restore the file from a backup.</Text>
            </Notice>
          )}
          <Grid gap="md" align="stretch">
            <Grid.Col className={classes.cell ?? ''} span={{ base: 12, md: 5 }}>
              <SignOffPanel set={set} view={view.data} />
            </Grid.Col>
            <Grid.Col className={classes.cell ?? ''} span={{ base: 12, md: 7 }}>
              <AssignmentsPanel set={set} view={view.data} onWork={setWorking} />
            </Grid.Col>
          </Grid>
          <DisagreementsPanel set={set} view={view.data} />
          <Grid gap="md" align="stretch">
            <Grid.Col className={classes.cell ?? ''} span={{ base: 12, md: 5 }}>
              <AgreementPanel view={view.data} />
            </Grid.Col>
            <Grid.Col className={classes.cell ?? ''} span={{ base: 12, md: 7 }}>
              <BlindPanel set={set} sets={sets} view={view.data} />
            </Grid.Col>
          </Grid>
        </Stack>
      )}
    </Page>
  );
}
