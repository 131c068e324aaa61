import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PrivacyReport } from '@shared/domain/privacy';
import { YARDSTICK, YARDSTICK_SOURCE, YARDSTICK_WARNING } from '@shared/domain/privacyYardstick';
import { formatPercent } from '../../../ui/format';

/** This report's figures above those of published sets, which another judge gave. */
export function Yardstick({ report }: { readonly report: PrivacyReport }): ReactNode {
  const { nearestReal, exported, name } = report;
  const own = nearestReal === null ? [] : [{ ...nearestReal, name: `${exported?.name ?? name} (this report)` }];
  return (
    <>
      <Text size="sm" mb="xs">
        {YARDSTICK_WARNING}
      </Text>
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing={5} className="tabular">
          <Table.Thead>
            <Table.Tr>
              {['Set', 'median', 'p95', 'p99', 'most', '≥ 0.6'].map((word, index) => (
                <Table.Th key={word} ta={index === 0 ? 'left' : 'right'}>
                  {word}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...own, ...YARDSTICK].map((row, index) => (
              <Table.Tr key={row.name} fw={index < own.length ? 600 : undefined}>
                <Table.Td>{row.name}</Table.Td>
                {[row.median, row.p95, row.p99, row.max].map((value, column) => (
                  <Table.Td key={column} ta="right">
                    {value.toFixed(3)}
                  </Table.Td>
                ))}
                <Table.Td ta="right">{formatPercent(row.shareFrom06, 2)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed" mt="xs">
        {YARDSTICK_SOURCE}
      </Text>
    </>
  );
}
