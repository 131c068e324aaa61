import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** Names and values, for what a reader looks up rather than reads. */
export function FactTable(props: { readonly facts: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <Table withRowBorders={false} verticalSpacing={3}>
      <Table.Tbody>
        {props.facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Td c="dimmed" w={230} style={{ verticalAlign: 'top' }}>
              {name}
            </Table.Td>
            <Table.Td className="tabular" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
