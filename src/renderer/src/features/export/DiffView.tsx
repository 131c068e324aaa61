import { Button, Collapse, Group, Stack, Table, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DiffGroup, ExportDiff } from '@shared/domain/exportDiff';
import { StatValue } from '../../ui/StatValue';
import { formatCount } from '../../ui/format';

const CHANGE_WORD = { added: 'added', removed: 'removed', changed: 'changed' } as const;

/** `by Kim on 2026-11-22`, as far as it is known. */
function whenAndWho({ who, from, to }: DiffGroup): string {
  const [first, last] = [from?.slice(0, 10), to?.slice(0, 10)];
  const when = first === undefined ? '' : first === last ? `on ${first}` : `from ${first} to ${last ?? ''}`;
  return [who === null ? '' : `by ${who}`, when].filter((text) => text !== '').join(' ');
}

/** A comparison: the tally, what was asked for differently, each cause with its samples. */
export function DiffView(props: { readonly diff: ExportDiff }): ReactNode {
  const { diff } = props;
  const isAlike = diff.added + diff.removed + diff.changed === 0;
  return (
    <Stack gap="md" data-testid="diff">
      <Group gap="xl">
        <StatValue label="The same" value={formatCount(diff.same)} />
        <StatValue label="Added" value={formatCount(diff.added)} />
        <StatValue label="Removed" value={formatCount(diff.removed)} />
        <StatValue label="Changed" value={formatCount(diff.changed)} />
      </Group>
      {isAlike && <Text size="sm">Both hold the same samples, with the same bytes, labels and names.</Text>}
      {diff.groups.length > 0 && (
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Change</Table.Th>
              <Table.Th ta="right">Samples</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th>Who and when</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {diff.groups.map((group) => (
              <GroupRow key={JSON.stringify([group.change, group.parts, group.words, group.who])} group={group} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {diff.settings.length > 0 && (
        <Table verticalSpacing={4} maw={900}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Asked for differently</Table.Th>
              <Table.Th>{diff.a.name}</Table.Th>
              <Table.Th>{diff.b.name}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {diff.settings.map(({ what, a, b }) => (
              <Table.Tr key={what}>
                <Table.Td>{what}</Table.Td>
                <Table.Td>{a}</Table.Td>
                <Table.Td>{b}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {diff.notes.map((note) => (
        <Text key={note} size="sm" c="dimmed">
          {note}
        </Text>
      ))}
    </Stack>
  );
}

function GroupRow(props: { readonly group: DiffGroup }): ReactNode {
  const { group } = props;
  const { change, parts, words, count, examples } = group;
  const [isOpen, setOpen] = useState(count <= 10);
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        {CHANGE_WORD[change]}
        {parts.length > 0 && (
          <Text size="xs" c="dimmed">
            {parts.join(', ')}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" className="tabular">
        {formatCount(count)}
      </Table.Td>
      <Table.Td>
        {words}
        <Collapse expanded={isOpen}>
          <Text size="xs" ff="monospace" c="dimmed" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {examples.map(({ setId, sampleId, identity, path }) => (
              <li key={`${setId} ${sampleId}`} style={{ overflowWrap: 'anywhere' }}>
                {[sampleId, identity, path].filter(Boolean).join('  ')}
              </li>
            ))}
          </Text>
          {count > examples.length && (
            <Text size="xs" c="dimmed">
              and {formatCount(count - examples.length)} more; “outis diff --names” lists them all
            </Text>
          )}
        </Collapse>
        {count > 10 && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={isOpen}
            leftSection={isOpen ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Hide samples' : 'Show samples'}
          </Button>
        )}
      </Table.Td>
      <Table.Td>{whenAndWho(group)}</Table.Td>
    </Table.Tr>
  );
}
