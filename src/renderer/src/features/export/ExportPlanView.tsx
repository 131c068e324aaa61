import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ExportPlan } from '@shared/contract/views';
import { formatAmount, formatCount } from '../../ui/format';
import { CheckList } from './CheckList';

/** What will go out, and every sentence that must be read before. */
export function ExportPlanView(props: {
  readonly plan: ExportPlan;
  /** The imported set is somebody else's synthetic one: nobody in it is asked. */
  readonly isDeclared: boolean;
}): ReactNode {
  const { plan, isDeclared } = props;
  return (
    <Stack gap={8}>
      {plan.parts.map((part) => (
        <Text key={part.kind} size="sm" className="tabular" component="div">
          {part.kind === 'syn' ? 'Synthetic' : isDeclared ? 'Declared synthetic' : 'Real people'}:{' '}
          {formatAmount(part.identities, 'identity', 'identities')} × {formatCount(part.samples)},{' '}
          {formatAmount(part.fileCount, 'image', 'images')}
          <Text size="xs" c="dimmed">
            {formatCount(part.availableIdentities)} can give as many · {formatCount(part.excluded)} samples excluded
            {part.kind === 'real' && !isDeclared
              ? ` · ${formatCount(part.withoutConsent)} without consent to export`
              : ''}
            {part.shortIdentities > 0 ? ` · ${formatAmount(part.shortIdentities, 'identity', 'identities')} short` : ''}
          </Text>
        </Text>
      ))}
      <Text size="xs" c="dimmed" className="tabular" style={{ overflowWrap: 'anywhere' }}>
        {plan.pairsPerFold === 0
          ? 'No verification pairs'
          : `pairs.txt with 10 × ${formatCount(plan.pairsPerFold * 2)} pairs`}
        <br />
        {plan.directory}
      </Text>
      <CheckList plan={plan} />
    </Stack>
  );
}
