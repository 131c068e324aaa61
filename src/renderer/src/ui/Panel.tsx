import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A titled surface: the only box there is. */
export function Panel(props: {
  readonly title?: string;
  readonly hint?: string;
  readonly right?: ReactNode;
  /** Only the heading is to be seen: no room is kept for what is below it. */
  readonly isFolded?: boolean;
  readonly children: ReactNode;
  readonly testId?: string;
}): ReactNode {
  const { title, hint, right, isFolded = false, children, testId } = props;
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      {...(title === undefined ? {} : { 'aria-label': title })}
      style={{ background: 'var(--o-surface)' }}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    >
      {title !== undefined && (
        <Group justify="space-between" mih={28} mb={isFolded ? 0 : 'sm'} wrap="nowrap">
          <div>
            <Title order={2}>{title}</Title>
            {hint !== undefined && (
              <Text size="sm" c="dimmed">
                {hint}
              </Text>
            )}
          </div>
          {right}
        </Group>
      )}
      {children}
    </Paper>
  );
}
