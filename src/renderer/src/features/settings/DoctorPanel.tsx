import { Button, Loader, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DoctorCheck } from '@shared/domain/report';
import { useOutis } from '../../client/outisContext';
import { useQuery } from '../../client/useQuery';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Panel } from '../../ui/Panel';

/** What this machine can do, tried out in the worker process. */
export function DoctorPanel(): ReactNode {
  const { queries } = useOutis();
  const doctor = useQuery('app.doctor', undefined);
  return (
    <Panel
      title="Engine and doctor"
      hint="Each line was tried on this machine just now, in the process that does the work."
      right={
        <Button
          size="xs"
          variant="default"
          loading={doctor.isFetching}
          onClick={() => queries.invalidate('app.doctor')}
        >
          Check again
        </Button>
      }
    >
      {doctor.error !== undefined && <ErrorPanel error={doctor.error} />}
      {doctor.data === undefined && doctor.error === undefined && <Loader size="sm" aria-label="Checking" />}
      {doctor.data !== undefined && (
        <Table verticalSpacing={7} data-testid="doctor-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={110}>State</Table.Th>
              <Table.Th>Check</Table.Th>
              <Table.Th>Found</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {doctor.data.checks.map((check) => (
              <Table.Tr key={check.name}>
                <Table.Td>
                  <State state={check.state} />
                </Table.Td>
                <Table.Td>{check.name}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {check.value}
                  {check.remedy !== null && (
                    <Text size="xs" c="dimmed">
                      {check.remedy}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function State(props: { readonly state: DoctorCheck['state'] }): ReactNode {
  const style = { display: 'inline-flex', alignItems: 'center', gap: 6 };
  switch (props.state) {
    case 'ok':
      return (
        <span style={{ ...style, color: 'var(--o-keep)' }}>
          <IconCheck size={16} aria-hidden="true" /> ok
        </span>
      );
    case 'warning':
      return (
        <span style={{ ...style, color: 'var(--o-real)' }}>
          <IconAlertTriangle size={16} aria-hidden="true" /> warning
        </span>
      );
    case 'missing':
      return (
        <span style={{ ...style, color: 'var(--o-exclude)' }}>
          <IconX size={16} aria-hidden="true" /> missing
        </span>
      );
  }
}
