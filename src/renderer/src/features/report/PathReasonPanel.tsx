import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { Panel } from '../../ui/Panel';

export interface PathReasonPanelProps {
  readonly title: string;
  readonly entries: readonly { readonly path: string; readonly reason: string }[];
}

/** Files a report could not use or vouch for, each with why; nothing where there are none. */
export function PathReasonPanel({ title, entries }: PathReasonPanelProps): ReactNode {
  if (entries.length === 0) return null;
  return (
    <Panel title={title}>
      <Table.ScrollContainer minWidth={400} maxHeight={360}>
        <Table>
          <Table.Tbody>
            {entries.map(({ path, reason }) => (
              <Table.Tr key={`${path} ${reason}`}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{path}</Table.Td>
                <Table.Td>{reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
