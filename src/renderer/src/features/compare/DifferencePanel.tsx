import { Anchor, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SampleTable } from '../../client/samples/sampleTable';
import { useScores } from '../../client/samples/useColumns';
import { useSampleDetail } from '../../client/samples/useSampleDetail';
import { columnLabel, shownColumns } from '../../ui/columns';
import { formatNumber } from '../../ui/format';
import { differencesOf } from './differences';
import type { Pane } from './usePane';

const FIRST = 16;

/** Factors and scores of both samples and by how much they differ. */
export function DifferencePanel(props: { readonly left: Pane; readonly right: Pane }): ReactNode {
  const { left, right } = props;
  if (left.table === null || right.table === null || left.sample === null || right.sample === null) return null;
  return <Differences left={left} right={right} leftTable={left.table} rightTable={right.table} />;
}

function Differences(props: {
  readonly left: Pane;
  readonly right: Pane;
  readonly leftTable: SampleTable;
  readonly rightTable: SampleTable;
}): ReactNode {
  const { left, right, leftTable, rightTable } = props;
  const [showsAll, setShowsAll] = useState(false);
  const leftScores = useScores(leftTable, left.set.id, left.set.createdAt);
  const rightScores = useScores(rightTable, right.set.id, right.set.createdAt);
  const a = useSampleDetail(leftTable, left.sample === null ? null : leftTable.rowOf(left.sample));
  const b = useSampleDetail(rightTable, right.sample === null ? null : rightTable.rowOf(right.sample));
  if (a === null || b === null) return null;
  const names = [...new Set([...b.numbers.keys(), ...a.numbers.keys()])].map((name) => ({ name }));
  const all = differencesOf(
    shownColumns(names).map(({ name }) => name),
    a.numbers,
    b.numbers,
  );
  const shown = showsAll ? all : all.slice(0, FIRST);
  const unscored = [
    ...(leftScores.hasScores === false ? [left.set.name] : []),
    ...(rightScores.hasScores === false ? [right.set.name] : []),
  ];
  return (
    <section aria-label="Difference" data-testid="differences">
      {unscored.length > 0 && (
        <Text size="xs" c="dimmed" mb={6}>
          No scores of {unscored.join(' and ')} yet.
        </Text>
      )}
      <Table fz="xs" verticalSpacing={3} horizontalSpacing={4} className="tabular">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Number</Table.Th>
            <Table.Th ta="right">Left</Table.Th>
            <Table.Th ta="right">Right</Table.Th>
            <Table.Th ta="right">Change</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ name, left: one, right: two, by }) => (
            <Table.Tr key={name}>
              <Table.Td>{columnLabel(name)}</Table.Td>
              <Table.Td ta="right">{formatNumber(one)}</Table.Td>
              <Table.Td ta="right">{formatNumber(two)}</Table.Td>
              <Table.Td ta="right" {...(by === 0 ? { c: 'dimmed' } : {})}>
                {by === null ? '' : `${by > 0 ? '+' : ''}${formatNumber(by)}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {all.length > FIRST && (
        <Anchor component="button" size="xs" mt={6} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Fewer' : `All ${all.length}`}
        </Anchor>
      )}
    </section>
  );
}
