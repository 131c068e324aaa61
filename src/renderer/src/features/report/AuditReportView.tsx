import { Group, List, Stack, Table, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconEye, IconQuestionMark, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AuditReport, AuditTopicResult, AuditVerdict } from '@shared/domain/audit/auditReport';
import { AUDIT_LIMITS, AUDIT_VERDICT_WORD, auditSummary, TOPIC_QUESTION } from '@shared/domain/audit/auditWords';
import { SavePapers } from '../../client/SavePapers';
import { Notice } from '../../ui/Notice';
import { Panel } from '../../ui/Panel';
import { formatCount } from '../../ui/format';
import { FactTable } from './FactTable';

const ICON: Readonly<Record<AuditVerdict, ReactNode>> = {
  passed: <IconCheck size={14} />,
  caution: <IconEye size={14} />,
  failed: <IconX size={14} />,
  'not-checked': <IconQuestionMark size={14} />,
};
const COLOUR: Readonly<Record<AuditVerdict, string>> = {
  passed: 'teal',
  caution: 'yellow',
  failed: 'red',
  'not-checked': 'gray',
};
const TONE = { passed: 'good', caution: 'caution', failed: 'bad' } as const;

/** Every claim of an export with its verdict, for somebody who does not trust its maker. */
export function AuditReportView(props: { readonly report: AuditReport }): ReactNode {
  const { report } = props;
  const { dataset, verdict } = report;
  return (
    <Stack gap="lg">
      <Notice
        tone={TONE[verdict]}
        icon={verdict === 'passed' ? <IconCheck size={20} /> : <IconAlertTriangle size={20} />}
        title={auditSummary(report)}
        testId="audit-verdict"
      >
        {report.exportDir}
      </Notice>
      <Panel title="What was checked">
        <Table verticalSpacing="xs" data-testid="audit-lines">
          <Table.Tbody>
            {report.results.map((result) => (
              <TopicRow key={result.topic} result={result} />
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      <Panel title="The export">
        <FactTable
          facts={[
            ['Made', `${dataset.createdAt.slice(0, 16).replace('T', ' ')} by ${dataset.program}`],
            ['Format', dataset.format],
            ['SHA-256 of manifest.jsonl', dataset.manifestSha256],
            ['Audited', `${report.createdAt.slice(0, 16).replace('T', ' ')} by ${report.program}`],
          ]}
        />
      </Panel>
      <Group>
        <SavePapers runId={report.runId} what="audit" />
      </Group>
      <Panel title="What an audit cannot tell">
        <List size="sm" spacing={4}>
          {AUDIT_LIMITS.map((limit) => (
            <List.Item key={limit}>{limit}</List.Item>
          ))}
        </List>
      </Panel>
    </Stack>
  );
}

function TopicRow(props: { readonly result: AuditTopicResult }): ReactNode {
  const { topic, verdict, summary, findings, findingCount } = props.result;
  return (
    <Table.Tr data-testid={`audit-${topic}`} data-verdict={verdict}>
      <Table.Td w={140} style={{ verticalAlign: 'top' }}>
        <Group gap={8} wrap="nowrap">
          <ThemeIcon size={22} radius="xl" variant="light" color={COLOUR[verdict]} aria-hidden>
            {ICON[verdict]}
          </ThemeIcon>
          <Text size="sm" fw={600}>
            {AUDIT_VERDICT_WORD[verdict]}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm">{TOPIC_QUESTION[topic]}</Text>
        <Text size="sm" c="dimmed">
          {summary}
        </Text>
        {findings.length > 0 && (
          <List size="sm" mt={4} spacing={2}>
            {findings.map(({ place, what }) => (
              <List.Item key={`${place} ${what}`}>
                <Text span size="sm" fw={600}>
                  {place}
                </Text>
                : {what}
              </List.Item>
            ))}
            {findingCount > findings.length && (
              <List.Item>and {formatCount(findingCount - findings.length)} more</List.Item>
            )}
          </List>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
