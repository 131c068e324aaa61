import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { JobId } from '@shared/domain/ids';
import { linkOfJob } from '../../client/jobLink';
import { useJob } from '../../client/useJobs';
import { useQuery } from '../../client/useQuery';
import { useNavigate } from '../../client/useRoute';
import { JobProgressBar } from '../../ui/JobProgressBar';
import { formatBytes, formatDuration } from '../../ui/format';

/** What the recipe will take, from measurements of this machine; or why it cannot be made. */
export function Estimate(props: { readonly recipe: GenerateRecipe; readonly problem: string | null }): ReactNode {
  const [recipe] = useDebouncedValue(props.recipe, 250);
  const estimate = useQuery('generate.estimate', recipe).data;
  if (props.problem !== null) {
    return (
      <Text size="sm" role="alert" style={{ color: 'var(--o-exclude)' }}>
        {props.problem}
      </Text>
    );
  }
  if (estimate === undefined)
    return (
      <Text size="sm" c="dimmed">
        Estimating…
      </Text>
    );
  const { durationMs, sizeBytes, freeBytes } = estimate;
  const isTooBig = freeBytes !== null && sizeBytes > freeBytes;
  return (
    <Text
      size="sm"
      className="tabular"
      data-testid="estimate"
      {...(isTooBig ? { role: 'alert', style: { color: 'var(--o-exclude)' } } : { c: 'dimmed' })}
    >
      {durationMs === null
        ? 'Time: not measured on this machine yet'
        : `About ${formatDuration(durationMs)} on this machine`}{' '}
      · about {formatBytes(sizeBytes)}
      {freeBytes === null ? '' : ` of ${formatBytes(freeBytes)} free`}
      {isTooBig ? '. There is not enough room on the disk.' : ''}
    </Text>
  );
}

/** The job that was started, until its gallery can be opened. */
export function Making(props: { readonly jobId: JobId; readonly onAnother: () => void }): ReactNode {
  const record = useJob(props.jobId);
  const navigate = useNavigate();
  const link = record === undefined ? null : linkOfJob(record);
  return (
    <Group justify="space-between" wrap="nowrap">
      <div style={{ flex: 1 }}>{record !== undefined && <JobProgressBar record={record} />}</div>
      <Button variant="default" onClick={props.onAnother}>
        Another recipe
      </Button>
      {link !== null && <Button onClick={() => navigate(link.route)}>{link.label}</Button>}
    </Group>
  );
}
