import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Fate, WithdrawalPreview } from '@shared/domain/withdrawalPlan';
import { formatBytes, formatCount } from '../../../ui/format';

const FATES: readonly { readonly fate: Fate; readonly word: string; readonly colour: string }[] = [
  { fate: 'erased', word: 'Erased for good', colour: 'var(--o-exclude)' },
  { fate: 'removed', word: 'Removed, to be computed again', colour: 'var(--o-exclude)' },
  { fate: 'marked', word: 'Marked as superseded', colour: 'var(--o-real)' },
  { fate: 'kept', word: 'Kept', colour: 'var(--o-soft)' },
  { fate: 'outside', word: 'Out of this program’s reach', colour: 'var(--o-soft)' },
];

/** Everything that a withdrawal touches, by what happens to it. */
export function AffectedTable(props: { readonly preview: WithdrawalPreview }): ReactNode {
  const { lines } = props.preview;
  return (
    <Table verticalSpacing={5} data-testid="affected" layout="fixed">
      <Table.Tbody>
        {FATES.map(({ fate, word, colour }) => {
          const own = lines.filter((line) => line.fate === fate);
          return own.map(({ what, count, sizeBytes, detail }, index) => (
            <Table.Tr key={`${fate} ${what}`} data-fate={fate}>
              <Table.Td w={170} style={{ verticalAlign: 'top' }}>
                {index === 0 && (
                  <Text size="sm" fw={500} style={{ borderLeft: `3px solid ${colour}`, paddingLeft: 8 }}>
                    {word}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Text size="sm" {...(detail === '' ? {} : { fw: 500 })}>
                  {what}
                </Text>
                {detail !== '' && (
                  <Text size="xs" c="dimmed">
                    {detail}
                  </Text>
                )}
              </Table.Td>
              <Table.Td w={110} ta="right" className="tabular" style={{ verticalAlign: 'top' }}>
                {count !== null && <Text size="sm">{formatCount(count)}</Text>}
                {sizeBytes !== null && (
                  <Text size="xs" c="dimmed">
                    {formatBytes(sizeBytes)}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ));
        })}
      </Table.Tbody>
    </Table>
  );
}
