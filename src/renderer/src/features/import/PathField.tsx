import { Button, Group, Input, Text } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** A path that a dialog of the system gives, and the button for it. */
export function PathField(props: {
  readonly label: string;
  readonly hint: string;
  readonly path: string | null;
  readonly button: string;
  readonly icon: ReactNode;
  readonly onPick: () => void;
  /** A second way to choose. */
  readonly other?: { readonly button: string; readonly onPick: () => void };
}): ReactNode {
  return (
    <Input.Wrapper label={props.label} description={props.hint}>
      <Group gap="sm" mt={6} wrap="nowrap">
        <Button variant="default" leftSection={props.icon} onClick={props.onPick}>
          {props.button}
        </Button>
        {props.other !== undefined && (
          <Button variant="default" leftSection={<IconPackage size={16} />} onClick={props.other.onPick}>
            {props.other.button}
          </Button>
        )}
        <Text
          size="sm"
          style={{ overflowWrap: 'anywhere', color: props.path === null ? 'var(--o-soft)' : 'var(--o-text)' }}
        >
          {props.path ?? 'none chosen'}
        </Text>
      </Group>
    </Input.Wrapper>
  );
}
