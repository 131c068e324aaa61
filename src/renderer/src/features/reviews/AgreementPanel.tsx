import { Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AgreementView, ReviewsView } from '@shared/contract/reviewViews';
import { Panel } from '../../ui/Panel';
import { formatAmount, formatCount, formatPercent, withMinus } from '../../ui/format';

/** How far reviewers agree beyond chance, two by two, with the counts it rests on. */
export function AgreementPanel(props: { readonly view: ReviewsView }): ReactNode {
  const { agreement } = props.view;
  return (
    <Panel title="Agreement" hint="Cohen’s κ: 1 is full agreement, 0 what chance alone would give." testId="agreement">
      {agreement.length === 0 ? (
        <Text size="sm" c="dimmed">
          Not computed: no sample has been judged by two reviewers. Assign a slice for a second opinion.
        </Text>
      ) : (
        <Stack gap="md">
          {agreement.map((pair) => (
            <Pair key={`${pair.a} ${pair.b}`} pair={pair} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

const two = (value: number): string => withMinus(value.toFixed(2));

function Pair(props: { readonly pair: AgreementView }): ReactNode {
  const { a, b, table, kappa, interval95, observed } = props.pair;
  const [[bothKeep, onlyA], [onlyB, bothExclude]] = table;
  const total = bothKeep + onlyA + onlyB + bothExclude;
  return (
    <Group justify="space-between" align="flex-start" gap="sm" role="group" aria-label={`${a} and ${b}`}>
      <div>
        <Text fw={600} size="sm">
          {a} and {b}
        </Text>
        <Text className="tabular" data-testid="kappa">
          {kappa === null || interval95 === null ? (
            'κ is not defined: both gave one and the same answer'
          ) : (
            <>
              κ = <b>{two(kappa)}</b>{' '}
              <Text span size="sm" c="dimmed">
                ({two(interval95[0])} to {two(interval95[1])})
              </Text>
            </>
          )}
        </Text>
        <Text size="xs" c="dimmed" className="tabular">
          {formatAmount(total, 'sample', 'samples')}
          {observed === null ? '' : `, the same answer on ${formatPercent(observed)}`}
        </Text>
      </div>
      <Table w="auto" fz="xs" className="tabular" withTableBorder withColumnBorders verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th>{b} keeps</Table.Th>
            <Table.Th>{b} excludes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr>
            <Table.Th>{a} keeps</Table.Th>
            <Table.Td ta="right">{formatCount(bothKeep)}</Table.Td>
            <Table.Td ta="right">{formatCount(onlyA)}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th>{a} excludes</Table.Th>
            <Table.Td ta="right">{formatCount(onlyB)}</Table.Td>
            <Table.Td ta="right">{formatCount(bothExclude)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Group>
  );
}
