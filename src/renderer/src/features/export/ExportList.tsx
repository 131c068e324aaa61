import { Group, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ExportEntry } from '@shared/contract/views';
import { FORMAT_WORDS } from '@shared/domain/exchangeRecipes';
import { useQuery } from '../../client/useQuery';
import { ReissueButton } from '../../client/withdrawals/ReissueButton';
import { SupersededMark } from '../../client/withdrawals/SupersededMark';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { OriginMark } from '../../ui/OriginMark';
import { Panel } from '../../ui/Panel';
import { formatCount, formatMoment } from '../../ui/format';
import { ExportActions } from './ExportResult';

const isSaid = (value: boolean, yes: string, no: string): ReactNode => (
  <Text span size="sm" {...(value ? {} : { c: 'dimmed' })}>
    {value ? yes : no}
  </Text>
);

/** What was handed out before. */
export function ExportList(props: { readonly onCompare: (directory: string) => void }): ReactNode {
  const exports = useQuery('export.list', undefined);
  const list = exports.data ?? [];
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
              <Table.Th>Format</Table.Th>
              <Table.Th>Marks</Table.Th>
              <Table.Th>Signature</Table.Th>
              <Table.Th ta="right">Images</Table.Th>
              <Table.Th>Made</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.map((entry) => (
              <ExportRows key={entry.directory} entry={entry} onCompare={props.onCompare} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

/** Two lines of the table: what it is, and what can be done with it. */
function ExportRows(props: {
  readonly entry: ExportEntry;
  readonly onCompare: (directory: string) => void;
}): ReactNode {
  const { entry, onCompare } = props;
  return (
    <>
      <Table.Tr style={{ borderBottom: 'none' }}>
        <Table.Td ff="monospace" title={entry.directory}>
          {entry.name} <SupersededMark thing={{ type: 'export', directory: entry.directory }} />
        </Table.Td>
        <Table.Td>
          <OriginMark origin={entry.kind} declared={entry.declaredSynthetic} size="sm" />
        </Table.Td>
        <Table.Td>{FORMAT_WORDS[entry.format].title}</Table.Td>
        <Table.Td>{isSaid(entry.isMarked, 'in each image', 'none')}</Table.Td>
        <Table.Td>{isSaid(entry.isSigned, 'signed', 'none')}</Table.Td>
        <Table.Td ta="right" className="tabular">
          {formatCount(entry.fileCount)}
        </Table.Td>
        <Table.Td className="tabular">{formatMoment(entry.createdAt)}</Table.Td>
      </Table.Tr>
      <Table.Tr>
        <Table.Td colSpan={7} pt={0}>
          <Group gap={6}>
            <ReissueButton directory={entry.directory} />
            <ExportActions directory={entry.directory} hasSynthetic={entry.kind !== 'real'} onCompare={onCompare} />
          </Group>
        </Table.Td>
      </Table.Tr>
    </>
  );
}
