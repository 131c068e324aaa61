import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CardReport } from '@shared/domain/card';
import { PUBLISHED_SETS, PUBLISHED_SOURCE, PUBLISHED_WARNING } from '@shared/domain/publishedSets';

const HEADINGS = [
  'EER %',
  'FDR',
  'FNMR % at FMR 1 %',
  'Same, mean',
  'Different, mean',
  'Nearest real p99',
  'Unique',
  'Consistent',
];

/** This set's figures above those of published ones. */
export function PublishedSets(props: { readonly report: CardReport }): ReactNode {
  const { name, separability, nearestReal, variety } = props.report;
  const atOne = separability?.tarAtFar.find(({ far }) => far === 0.01);
  const own = [
    text(separability === null ? null : 100 * separability.eer.value, 2),
    text(separability?.fdr.value ?? null, 2),
    text(atOne?.status === 'measured' ? 100 * (1 - atOne.tar) : null, 2),
    text(separability?.genuine.mean ?? null, 3),
    text(separability?.impostor.mean ?? null, 3),
    text(nearestReal?.p99 ?? null, 3),
    text(variety.uniqueness, 3),
    text(variety.consistency, 3),
  ];
  return (
    <>
      <Text size="sm" mb="xs">
        {PUBLISHED_WARNING}
      </Text>
      <Table.ScrollContainer minWidth={760}>
        <Table verticalSpacing={5} className="tabular">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Set</Table.Th>
              {HEADINGS.map((heading) => (
                <Table.Th key={heading} ta="right">
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Row name={`${name} (this judge)`} cells={own} isOwn />
            {PUBLISHED_SETS.map((set) => (
              <Row
                key={set.name}
                name={set.name}
                cells={[
                  text(set.eerPercent, 2),
                  text(set.fdr, 2),
                  text(set.fnmrPercent, 2),
                  text(set.genuineMean, 3),
                  text(set.impostorMean, 3),
                  text(set.nearestRealP99, 3),
                  text(set.uniqueness, 3),
                  text(set.consistency, 3),
                ]}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" mt="xs">
        {PUBLISHED_SOURCE}
      </Text>
    </>
  );
}

const text = (value: number | null, digits: number): string => (value === null ? '–' : value.toFixed(digits));

function Row(props: { readonly name: string; readonly cells: readonly string[]; readonly isOwn?: boolean }): ReactNode {
  const weight = props.isOwn === true ? 600 : undefined;
  return (
    <Table.Tr>
      <Table.Td fw={weight}>{props.name}</Table.Td>
      {props.cells.map((cell, i) => (
        <Table.Td key={i} ta="right" fw={weight}>
          {cell}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
