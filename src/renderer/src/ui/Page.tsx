import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PageName } from '../client/route';
import classes from './Page.module.css';

/** The frame of every page but the gallery: one heading, actions at its right, content that scrolls. */
export function Page(props: {
  readonly name: PageName;
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Widest line of content in px; lists and forms read badly when wider. */
  readonly width?: number;
  readonly children: ReactNode;
}): ReactNode {
  const { name, title, subtitle, actions, width = 1120, children } = props;
  return (
    <div className={classes.scroll} data-testid={`page-${name}`}>
      <div className={classes.content} style={{ maxWidth: width }}>
        <Group justify="space-between" align="flex-start" mb="lg" gap="sm">
          <div>
            <Title order={1}>{title}</Title>
            {subtitle !== undefined && (
              <Text c="dimmed" maw={720}>
                {subtitle}
              </Text>
            )}
          </div>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </div>
    </div>
  );
}
