import { Button, Group, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconCircleDashed, IconSlash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EXCLUSION_REASONS } from '@shared/domain/curation';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import { REASON_WORD } from './words';

/** Keep, exclude (with a reason if wanted), undecided: the same three by mouse as by key. */
export function DecisionButtons(props: {
  readonly decision: Decision;
  readonly isDisabled?: boolean;
  readonly onDecide: (decision: Decision, reason: ExclusionReason | null) => void;
}): ReactNode {
  const { decision, isDisabled = false, onDecide } = props;
  const variantOf = (own: Decision): 'filled' | 'default' => (decision === own ? 'filled' : 'default');
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label="Decision">
      <Button
        size="compact-sm"
        variant={variantOf('keep')}
        aria-pressed={decision === 'keep'}
        disabled={isDisabled}
        leftSection={<IconCheck size={14} />}
        onClick={() => onDecide('keep', null)}
      >
        Keep
      </Button>
      <Button.Group>
        <Button
          size="compact-sm"
          variant={variantOf('exclude')}
          aria-pressed={decision === 'exclude'}
          disabled={isDisabled}
          leftSection={<IconSlash size={14} />}
          onClick={() => onDecide('exclude', null)}
        >
          Exclude
        </Button>
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button
              size="compact-sm"
              px={4}
              variant={variantOf('exclude')}
              disabled={isDisabled}
              aria-label="Exclude with a reason"
            >
              <IconChevronDown size={14} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {EXCLUSION_REASONS.map((reason, index) => (
              <Menu.Item key={reason} rightSection={String(index + 1)} onClick={() => onDecide('exclude', reason)}>
                {REASON_WORD[reason]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <Button
        size="compact-sm"
        px={6}
        variant="default"
        aria-label="Undecided"
        title="Undecided"
        disabled={isDisabled || decision === 'undecided'}
        onClick={() => onDecide('undecided', null)}
      >
        <IconCircleDashed size={14} />
      </Button>
    </Group>
  );
}
