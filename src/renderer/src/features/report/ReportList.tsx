import { Anchor, Button, Loader, Table } from '@mantine/core';
import { IconChartHistogram } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { leavesReport } from '@shared/domain/report';
import { formatRoute } from '../../client/route';
import { useRuns } from '../../client/useLists';
import { useNavigate } from '../../client/useRoute';
import { SupersededMark } from '../../client/withdrawals/SupersededMark';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { formatMoment } from '../../ui/format';
import { runTitle, verdictOf } from '../../ui/verdict';
import { JOB_STATE_WORD, JOB_WORD } from '../../ui/words';
import { AuditAnExport } from './AuditAnExport';
import { NewPrivacyReport } from './privacy/NewPrivacyReport';

/** Every run that makes a report, newest first. */
export function ReportList(): ReactNode {
  const runs = useRuns();
  const navigate = useNavigate();
  const list = (runs.data ?? [])
    .filter(({ record }) => leavesReport(record.spec.kind))
    .sort((a, b) => (a.record.createdAt < b.record.createdAt ? 1 : -1));
  return (
    <Page name="reports" title="Reports" subtitle="What was trained, how well it verifies, and what was proven.">
      {runs.error !== undefined && <ErrorPanel error={runs.error} />}
      {runs.data === undefined && runs.error === undefined && <Loader size="sm" aria-label="Loading" />}
      <NewPrivacyReport />
      <AuditAnExport />
      {runs.data !== undefined && list.length === 0 && (
        <EmptyState
          icon={<IconChartHistogram size={44} stroke={1.3} />}
          title="No reports yet"
          action={
            <Button onClick={() => navigate({ page: 'train', runId: null, setId: null })}>Train a recogniser</Button>
          }
        >
          A training run, a verification, a proof, an audit, a quality card and a privacy report each leave a report
          here.
        </EmptyState>
      )}
      {list.length > 0 && (
        <Panel>
          <Table verticalSpacing={7} highlightOnHover data-testid="report-list">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Run</Table.Th>
                <Table.Th>Kind</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th>Result</Table.Th>
                <Table.Th>Begun</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.map(({ record, report }) => (
                <Table.Tr key={record.id}>
                  <Table.Td>
                    <Anchor size="sm" href={formatRoute({ page: 'reports', runId: record.id })}>
                      {runTitle(record, report)}
                    </Anchor>{' '}
                    <SupersededMark
                      thing={{ type: record.spec.kind === 'train' ? 'model' : 'report', runId: record.id }}
                    />
                  </Table.Td>
                  <Table.Td>{JOB_WORD[record.spec.kind]}</Table.Td>
                  <Table.Td>{JOB_STATE_WORD[record.state.status]}</Table.Td>
                  <Table.Td className="tabular">{verdictOf(record, report)}</Table.Td>
                  <Table.Td className="tabular">{formatMoment(record.createdAt)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      )}
    </Page>
  );
}
