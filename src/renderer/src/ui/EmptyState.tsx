import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** An empty place that teaches: one picture, one sentence, one button. */
export function EmptyState(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <Stack align="center" gap="xs" py={48} px="md" maw={460} mx="auto" ta="center">
      <div aria-hidden="true" style={{ color: 'var(--o-soft)', opacity: 0.7 }}>
        {props.icon}
      </div>
      <Title order={2}>{props.title}</Title>
      <Text c="dimmed">{props.children}</Text>
      {props.action}
    </Stack>
  );
}
