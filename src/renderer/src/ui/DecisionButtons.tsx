import { Button, Group, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconCircleDashed, IconSlash } from '@tabler/icons-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import { DEFAULT_CURATION_SETTINGS } from '@shared/domain/curationSettings';
import type { ReasonEntry } from '@shared/domain/curationSettings';

/** Keep, exclude (with a reason if wanted), undecided: the same three by mouse as by key. */
export const DecisionButtons = memo(function DecisionButtons(props: {
  readonly decision: Decision;
  readonly isDisabled?: boolean;
  /** The library's own; the defaults when left out. */
  readonly reasons?: readonly ReasonEntry[];
  readonly onDecide: (decision: Decision, reason: ExclusionReason | null) => void;
}): ReactNode {
  const { decision, isDisabled = false, reasons = DEFAULT_CURATION_SETTINGS.reasons, onDecide } = props;
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
            {reasons.map(({ slug, label }, index) => (
              <Menu.Item
                key={slug}
                rightSection={index < 9 ? String(index + 1) : null}
                onClick={() => onDecide('exclude', slug)}
              >
                {label}
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
});
