import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';

const COLOUR = { good: 'var(--o-keep)', caution: 'var(--o-real)', bad: 'var(--o-exclude)' } as const;

/** Something to read before going on; the edge and the icon carry the tone, the text stays calm. */
export function Notice(props: {
  readonly tone: keyof typeof COLOUR;
  readonly title: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly testId?: string;
}): ReactNode {
  const { tone, title, icon, children, testId } = props;
  return (
    <Alert
      variant="default"
      title={title}
      {...(icon === undefined ? {} : { icon })}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
      styles={{ icon: { color: COLOUR[tone] }, title: { color: 'var(--o-text)' } }}
      style={{ background: 'var(--o-surface)', borderColor: 'var(--o-line)', borderLeft: `3px solid ${COLOUR[tone]}` }}
    >
      {children}
    </Alert>
  );
}
