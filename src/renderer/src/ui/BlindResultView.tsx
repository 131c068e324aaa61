import { Group, List, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BlindGroup } from '@shared/contract/reviewViews';
import type { BlindResult } from '@shared/domain/reviews/blindTest';
import { probabilityWords, questionWords, treatmentWords, verdictWords } from '@shared/domain/reviews/blindWords';
import { formatAmount, formatPercent } from './format';

/** One share with its interval on a line from 0 to 100 %; half is guessing. */
export function ShareBar(props: { readonly result: BlindResult }): ReactNode {
  const { share, interval95 } = props.result;
  if (share === null || interval95 === null) return null;
  const at = (value: number): number => 8 + 284 * value;
  return (
    <svg width={300} height={34} role="img" aria-label={`${formatPercent(share)} on a line from 0 to 100 %`}>
      <line x1={at(0)} x2={at(1)} y1={12} y2={12} stroke="var(--o-line)" strokeWidth={2} />
      <line x1={at(0.5)} x2={at(0.5)} y1={3} y2={21} stroke="var(--o-soft)" strokeDasharray="3 2" />
      <line x1={at(interval95[0])} x2={at(interval95[1])} y1={12} y2={12} stroke="var(--o-chart-1)" strokeWidth={4} />
      <circle cx={at(share)} cy={12} r={5.5} fill="var(--o-chart-1)" />
      <text x={at(0)} y={32} fontSize={10} fill="var(--o-soft)">
        0
      </text>
      <text x={at(0.5)} y={32} fontSize={10} textAnchor="middle" fill="var(--o-soft)">
        50 % guessing
      </text>
      <text x={at(1)} y={32} fontSize={10} textAnchor="end" fill="var(--o-soft)">
        100 %
      </text>
    </svg>
  );
}

/** All blind tests of two sets: what reviewers could tell, each and together, and what was done to the pictures. No face. */
export function BlindResultView(props: { readonly group: BlindGroup }): ReactNode {
  const { target, other, tests, perReviewer, pooled } = props.group;
  const last = tests.at(-1);
  return (
    <Stack gap="sm" data-testid="blind-result">
      <Group justify="space-between" align="flex-start" gap="md">
        <div>
          <Text fw={600}>
            {other.name} beside {target.name}: {questionWords(target, other)}
          </Text>
          <Text size="sm" data-testid="blind-verdict">
            {verdictWords(pooled)}
          </Text>
        </div>
        <ShareBar result={pooled} />
      </Group>
      <Table verticalSpacing={4} horizontalSpacing="sm" className="tabular" fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Reviewer</Table.Th>
            <Table.Th ta="right">Pairs</Table.Th>
            <Table.Th ta="right">Unsure</Table.Th>
            <Table.Th ta="right">Recognised</Table.Th>
            <Table.Th ta="right">95 % interval</Table.Th>
            <Table.Th ta="right">Under guessing</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {perReviewer.map(({ who, result }) => (
            <ResultRow key={who} who={who} result={result} />
          ))}
          {perReviewer.length > 1 && <ResultRow who="All together" result={pooled} />}
        </Table.Tbody>
      </Table>
      {last !== undefined && (
        <details>
          <summary style={{ cursor: 'pointer', fontSize: '0.8125rem', color: 'var(--o-soft)' }}>
            How it was done ({formatAmount(tests.length, 'test', 'tests')})
          </summary>
          <List size="xs" mt={6} spacing={2} c="dimmed">
            {treatmentWords(last.treatment).map((line) => (
              <List.Item key={line}>{line}</List.Item>
            ))}
          </List>
        </details>
      )}
    </Stack>
  );
}

function ResultRow(props: { readonly who: string; readonly result: BlindResult }): ReactNode {
  const { pairs, unsure, answered, recognised, share, interval95, guessingP } = props.result;
  return (
    <Table.Tr>
      <Table.Td>{props.who}</Table.Td>
      <Table.Td ta="right">{pairs}</Table.Td>
      <Table.Td ta="right">{unsure}</Table.Td>
      <Table.Td ta="right">
        {share === null ? 'none answered' : `${recognised} of ${answered} (${formatPercent(share, 0)})`}
      </Table.Td>
      <Table.Td ta="right">
        {interval95 === null ? '' : `${formatPercent(interval95[0], 0)} – ${formatPercent(interval95[1], 0)}`}
      </Table.Td>
      <Table.Td ta="right">{guessingP === null ? '' : probabilityWords(guessingP)}</Table.Td>
    </Table.Tr>
  );
}
