import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RequestedBalance } from '@shared/domain/balance';
import { formatCount } from './format';

/** What was requested of the identities of a set beside what its recipe asks for. */
export function BalanceTable(props: { readonly balance: RequestedBalance }): ReactNode {
  const { sex, leadingAncestry, ageYears } = props.balance;
  const parts = [
    { title: 'Sex', rows: sex },
    { title: 'Leading ancestry', rows: leadingAncestry },
    { title: 'Age', rows: ageYears },
  ];
  return (
    <>
      <Table className="tabular" verticalSpacing={4} data-testid="requested-balance">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Requested attribute</Table.Th>
            <Table.Th ta="right">Identities</Table.Th>
            <Table.Th ta="right">Target</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {parts.map(({ title, rows }) => (
          <Table.Tbody key={title} aria-label={title}>
            <Table.Tr>
              <Table.Th colSpan={3} scope="rowgroup" pt="sm" c="dimmed" fw={500}>
                {title}
              </Table.Th>
            </Table.Tr>
            {rows.map(({ group, achieved, target }) => (
              <Table.Tr key={group}>
                <Table.Td pl="lg">{capitalised(group)}</Table.Td>
                <Table.Td ta="right">{formatCount(achieved)}</Table.Td>
                <Table.Td ta="right">{formatCount(target)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        ))}
      </Table>
      <Text size="xs" c="dimmed" mt="xs">
        Requested when each person was drawn; never measured on the pictures.
      </Text>
    </>
  );
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
