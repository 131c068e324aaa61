import { Anchor, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { leavesReport } from '@shared/domain/report';
import type { JobId } from '@shared/domain/ids';
import { useRuns } from '../../client/useLists';
import { useQuery } from '../../client/useQuery';
import { formatRoute } from '../../client/route';
import { SupersededMark } from '../../client/withdrawals/SupersededMark';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Sparkline } from '../../ui/charts/Sparkline';
import { formatMoment } from '../../ui/format';
import { runTitle, verdictOf } from '../../ui/verdict';
import { JOB_STATE_WORD, JOB_WORD } from '../../ui/words';

const SHOWN = 8;

/** The newest runs with their verdicts. */
export function RecentRuns(): ReactNode {
  const runs = useRuns();
  if (runs.error !== undefined) return <ErrorPanel error={runs.error} />;
  const list = [...(runs.data ?? [])]
    .filter(({ record }) => leavesReport(record.spec.kind))
    .sort((a, b) => (a.record.createdAt < b.record.createdAt ? 1 : -1))
    .slice(0, SHOWN);
  if (list.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No training or verification yet.{' '}
        <Anchor href={formatRoute({ page: 'train', runId: null, setId: null })}>Train a recogniser</Anchor> on a set to
        see how well it tells people apart.
      </Text>
    );
  }
  return (
    <Table verticalSpacing={6} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Run</Table.Th>
          <Table.Th>Kind</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th>Loss</Table.Th>
          <Table.Th>Verdict</Table.Th>
          <Table.Th>Begun</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {list.map(({ record, report }) => (
          <Table.Tr key={record.id}>
            <Table.Td>
              <Anchor href={formatRoute({ page: 'reports', runId: record.id })}>{runTitle(record, report)}</Anchor>{' '}
              <SupersededMark thing={{ type: record.spec.kind === 'train' ? 'model' : 'report', runId: record.id }} />
            </Table.Td>
            <Table.Td>{JOB_WORD[record.spec.kind]}</Table.Td>
            <Table.Td>{JOB_STATE_WORD[record.state.status]}</Table.Td>
            <Table.Td>{record.spec.kind === 'train' && <LossCurve runId={record.id} />}</Table.Td>
            <Table.Td className="tabular">{verdictOf(record, report)}</Table.Td>
            <Table.Td className="tabular">{formatMoment(record.createdAt)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function LossCurve(props: { readonly runId: JobId }): ReactNode {
  const metrics = useQuery('run.metrics', props.runId).data ?? [];
  const points = metrics.filter(({ name }) => name === 'loss').map(({ step, value }) => ({ x: step, y: value }));
  return <Sparkline points={points} />;
}
