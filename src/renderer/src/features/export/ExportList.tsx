import { Group, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from '../../client/useQuery';
import { ReissueButton } from '../../client/withdrawals/ReissueButton';
import { SupersededMark } from '../../client/withdrawals/SupersededMark';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { OriginMark } from '../../ui/OriginMark';
import { Panel } from '../../ui/Panel';
import { formatCount, formatMoment } from '../../ui/format';
import { ExportActions } from './ExportResult';

/** What was handed out before. */
export function ExportList(): ReactNode {
  const exports = useQuery('export.list', undefined);
  const list = [...(exports.data ?? [])].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return (
    <Panel title="Exports of this library">
      {exports.error !== undefined && <ErrorPanel error={exports.error} />}
      {exports.data !== undefined && list.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet.
        </Text>
      )}
      {list.length > 0 && (
        <Table verticalSpacing={6} data-testid="export-list">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Origin</Table.Th>
              <Table.Th ta="right">Files</Table.Th>
              <Table.Th>Made</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.map((entry) => (
              <Table.Tr key={entry.directory}>
                <Table.Td ff="monospace" title={entry.directory}>
                  {entry.name} <SupersededMark thing={{ type: 'export', directory: entry.directory }} />
                </Table.Td>
                <Table.Td>
                  <OriginMark origin={entry.kind} size="sm" />
                </Table.Td>
                <Table.Td ta="right" className="tabular">
                  {formatCount(entry.fileCount)}
                </Table.Td>
                <Table.Td className="tabular">{formatMoment(entry.createdAt)}</Table.Td>
                <Table.Td>
                  <Group gap={6} justify="flex-end">
                    <ReissueButton directory={entry.directory} />
                    <ExportActions directory={entry.directory} hasSynthetic={entry.kind !== 'real'} />
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
