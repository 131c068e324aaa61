import { Alert, Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FailureDetail } from '@shared/lib/failure';
import { copyText } from './copyText';

/** What went wrong, where, and what to do. The copied report holds these words only, never a picture. */
export function ErrorPanel(props: {
  readonly error: FailureDetail;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}): ReactNode {
  const { error, onRetry, onClose } = props;
  const [isOpen, { toggle, open }] = useDisclosure(false);
  const [said, setSaid] = useState('Copy report');
  const report = [`${error.code}: ${error.message}`, error.place, error.remedy].filter(Boolean).join('\n');
  const copy = (): void => {
    const isCopied = copyText(report);
    setSaid(isCopied ? 'Copied' : 'Copy it from the details');
    if (!isCopied) open();
  };
  return (
    <Alert
      role="alert"
      variant="default"
      styles={{ icon: { color: 'var(--o-exclude)' }, title: { color: 'var(--o-text)' } }}
      style={{ background: 'var(--o-surface)', borderColor: 'var(--o-line)', borderLeft: '3px solid var(--o-exclude)' }}
      icon={<IconAlertTriangle size={18} />}
      title={error.message}
      withCloseButton={onClose !== undefined}
      closeButtonLabel="Close this message"
      {...(onClose === undefined ? {} : { onClose })}
    >
      <Stack gap={6}>
        {error.remedy !== undefined && <Text size="sm">{error.remedy}</Text>}
        <Group gap="xs">
          {onRetry !== undefined && (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={toggle} aria-expanded={isOpen}>
            Details
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={copy}>
            {said}
          </Button>
        </Group>
        <Collapse expanded={isOpen}>
          <Text size="xs" ff="monospace" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {report}
          </Text>
        </Collapse>
      </Stack>
    </Alert>
  );
}
