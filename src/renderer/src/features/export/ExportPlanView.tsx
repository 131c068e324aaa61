import { List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ExportPlan } from '@shared/contract/views';
import { formatAmount, formatBytes, formatCount } from '../../ui/format';

/** What will go out, and every sentence that must be read before. */
export function ExportPlanView(props: { readonly plan: ExportPlan }): ReactNode {
  const { plan } = props;
  return (
    <Stack gap={8}>
      {plan.parts.map((part) => (
        <Text key={part.kind} size="sm" className="tabular">
          {part.kind === 'syn' ? 'Synthetic' : 'Real people'}: {formatAmount(part.identities, 'identity', 'identities')}{' '}
          × {formatCount(part.samples)}, {formatAmount(part.fileCount, 'file', 'files')}
          <Text size="xs" c="dimmed" span display="block">
            {formatCount(part.availableIdentities)} can give as many · {formatCount(part.excluded)} samples excluded
            {part.kind === 'real' ? ` · ${formatCount(part.withoutConsent)} without consent to export` : ''}
            {part.shortIdentities > 0 ? ` · ${formatAmount(part.shortIdentities, 'identity', 'identities')} short` : ''}
          </Text>
        </Text>
      ))}
      <Text size="xs" c="dimmed" className="tabular" style={{ overflowWrap: 'anywhere' }}>
        {formatBytes(plan.sizeBytes)}
        {plan.freeBytes === null ? '' : ` of ${formatBytes(plan.freeBytes)} free`} ·{' '}
        {plan.pairsPerFold === 0
          ? 'no verification pairs'
          : `pairs.txt with 10 × ${formatCount(plan.pairsPerFold * 2)} pairs`}
        <br />
        {plan.directory}
      </Text>
      <List size="sm" spacing={4} center={false} listStyleType="none">
        {plan.problems.map((problem) => (
          <List.Item
            key={problem.text}
            icon={
              problem.blocking ? (
                <IconX size={16} color="var(--o-exclude)" aria-label="Stops the export" />
              ) : (
                <IconAlertTriangle size={16} color="var(--o-real)" aria-label="Note" />
              )
            }
          >
            {problem.text}
            <Text size="xs" c="dimmed">
              {problem.remedy}
            </Text>
          </List.Item>
        ))}
        {plan.problems.length === 0 && (
          <List.Item icon={<IconCheck size={16} color="var(--o-keep)" aria-hidden="true" />}>
            Nothing stands in the way.
          </List.Item>
        )}
      </List>
    </Stack>
  );
}
