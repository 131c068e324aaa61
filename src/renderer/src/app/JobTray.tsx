import { ActionIcon, Button, Group, Progress, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconChevronUp, IconPlayerPlay, IconPlayerStop, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { isEnded } from '@shared/domain/jobState';
import type { JobRecord } from '@shared/domain/jobState';
import { toFailureDetail } from '@shared/lib/failure';
import { linkOfJob } from '../client/jobLink';
import { useOutis } from '../client/outisContext';
import { useJobs } from '../client/useJobs';
import { useNavigate, useRoute } from '../client/useRoute';
import { JobProgressBar } from '../ui/JobProgressBar';
import { formatAmount, formatCount } from '../ui/format';
import { progressText, shareOf } from '../ui/progressText';
import { JOB_STATE_WORD } from '../ui/words';
import classes from './JobTray.module.css';

/** Every job that was not dismissed, in the corner: progress, rate, time left, cancel, resume, and the way to its result. */
export function JobTray(): ReactNode {
  const { records } = useJobs();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const route = useRoute();
  useEffect(close, [route, close]);
  const failed = records.filter(({ state }) => state.status === 'failed').length;
  const active = records.filter(({ state }) => !isEnded(state));
  if (records.length === 0) return null;
  const head = active[0];
  return (
    <section className={classes.bar} aria-label="Jobs" data-testid="job-tray">
      <UnstyledButton
        className={classes.toggle}
        onClick={toggle}
        aria-expanded={isOpen}
        aria-label={`Jobs (${records.length})`}
      >
        {head === undefined ? (
          <span>
            {formatAmount(records.length, 'ended job', 'ended jobs')}
            {failed > 0 && <span className={classes.failed}> · {formatCount(failed)} failed</span>}
          </span>
        ) : (
          <>
            <strong>{head.title}</strong>
            <Progress
              className={classes.track}
              size="sm"
              value={shareOf(head)}
              aria-label={`Progress of ${head.title}`}
            />
            <span>{progressText(head)}</span>
            {active.length > 1 && <span>and {active.length - 1} more</span>}
          </>
        )}
        {isOpen ? <IconChevronDown size={15} aria-hidden="true" /> : <IconChevronUp size={15} aria-hidden="true" />}
      </UnstyledButton>
      {isOpen && (
        <div className={classes.list}>
          {records.map((record) => (
            <JobEntry key={record.id} record={record} />
          ))}
        </div>
      )}
    </section>
  );
}

function JobEntry(props: { readonly record: JobRecord }): ReactNode {
  const { record } = props;
  const { client, jobs } = useOutis();
  const navigate = useNavigate();
  const { state } = record;
  const link = linkOfJob(record);
  const act = (work: Promise<void>): void => {
    work
      .then(() => jobs.reload())
      .catch((thrown: unknown) => {
        const error = toFailureDetail(thrown);
        notifications.show({ color: 'red', title: error.message, message: error.remedy ?? '' });
      });
  };
  const canCancel = state.status === 'queued' || state.status === 'running';
  const canResume =
    (state.status === 'cancelled' || state.status === 'failed' || state.status === 'interrupted') && state.resumable;
  return (
    <article
      className={classes.entry}
      aria-label={record.title}
      data-testid={`job-${record.id}`}
      data-status={state.status}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={500} truncate>
          {record.title}
        </Text>
        <Group gap={2} wrap="nowrap">
          {canCancel && (
            <Tooltip label="Cancel (what is done stays)">
              <ActionIcon
                size="sm"
                aria-label={`Cancel ${record.title}`}
                onClick={() => act(client.call('job.cancel', record.id))}
              >
                <IconPlayerStop size={15} />
              </ActionIcon>
            </Tooltip>
          )}
          {canResume && (
            <Tooltip label="Continue where it stopped">
              <ActionIcon
                size="sm"
                aria-label={`Resume ${record.title}`}
                onClick={() => act(client.call('job.resume', record.id))}
              >
                <IconPlayerPlay size={15} />
              </ActionIcon>
            </Tooltip>
          )}
          {isEnded(state) && (
            <Tooltip label="Take out of this list">
              <ActionIcon
                size="sm"
                aria-label={`Dismiss ${record.title}`}
                onClick={() => act(client.call('job.dismiss', record.id))}
              >
                <IconX size={15} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      </Group>
      {isEnded(state) ? <Ended record={record} /> : <JobProgressBar record={record} />}
      {link !== null && (
        <Button size="compact-xs" variant="light" mt={6} onClick={() => navigate(link.route)}>
          {link.label}
        </Button>
      )}
    </article>
  );
}

function Ended(props: { readonly record: JobRecord }): ReactNode {
  const { state } = props.record;
  if (state.status === 'succeeded') {
    return (
      <Text size="xs" c="dimmed">
        {state.outcome.summary}
      </Text>
    );
  }
  if (state.status === 'failed') {
    return (
      <div>
        <Text size="xs" style={{ color: 'var(--o-exclude)' }}>
          {state.error.message}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[state.error.place, state.error.remedy].filter(Boolean).join(' · ')}
        </Text>
      </div>
    );
  }
  return (
    <Text size="xs" c="dimmed">
      {JOB_STATE_WORD[state.status]}
      {state.status === 'interrupted' ? ': the program ended while it ran' : ''}
    </Text>
  );
}
