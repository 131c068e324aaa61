import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CardReport } from '@shared/domain/card';
import {
  PUBLISHED_COLUMNS,
  PUBLISHED_SETS,
  PUBLISHED_SOURCE,
  PUBLISHED_WARNING,
  publishedText,
} from '@shared/domain/publishedSets';
import type { PublishedSet } from '@shared/domain/publishedSets';

/** This set's figures above those of published ones. */
export function PublishedSets(props: { readonly report: CardReport }): ReactNode {
  const { name, separability, nearestReal, variety } = props.report;
  const atOne = separability?.tarAtFar.find(({ far }) => far === 0.01);
  const own: PublishedSet = {
    name: `${name} (this judge)`,
    eerPercent: separability === null ? null : 100 * separability.eer.value,
    fdr: separability?.fdr.value ?? null,
    fnmrPercent: atOne?.status === 'measured' ? 100 * (1 - atOne.tar) : null,
    genuineMean: separability?.genuine.mean ?? null,
    impostorMean: separability?.impostor.mean ?? null,
    nearestRealP99: nearestReal?.p99 ?? null,
    uniqueness: variety.uniqueness,
    consistency: variety.consistency,
  };
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
              {PUBLISHED_COLUMNS.map(({ heading }) => (
                <Table.Th key={heading} ta="right">
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Row set={own} isOwn />
            {PUBLISHED_SETS.map((set) => (
              <Row key={set.name} set={set} />
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

function Row(props: { readonly set: PublishedSet; readonly isOwn?: boolean }): ReactNode {
  const { set, isOwn } = props;
  const weight = isOwn === true ? 600 : undefined;
  return (
    <Table.Tr>
      <Table.Td fw={weight}>{set.name}</Table.Td>
      {PUBLISHED_COLUMNS.map(({ heading, valueOf, digits }) => (
        <Table.Td key={heading} ta="right" fw={weight}>
          {publishedText(valueOf(set), digits)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
