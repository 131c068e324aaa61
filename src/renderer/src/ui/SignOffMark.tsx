import { Text, Tooltip } from '@mantine/core';
import { IconRosetteDiscountCheck, IconRosetteDiscountCheckOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { signOffWords } from '@shared/domain/reviews/signOff';
import type { SignOffState } from '@shared/domain/reviews/signOff';

/** Who stands by a set, or that it has changed since; nothing where nobody has signed. */
export function SignOffMark(props: {
  readonly state: SignOffState;
  readonly size?: 'xs' | 'sm';
  /** For narrow places: the words are in the tooltip. */
  readonly isIconOnly?: boolean;
}): ReactNode {
  const { state, size = 'xs', isIconOnly = false } = props;
  if (state.state === 'none') return null;
  const isValid = state.state === 'valid';
  const MarkIcon = isValid ? IconRosetteDiscountCheck : IconRosetteDiscountCheckOff;
  const words = signOffWords(state);
  const why = isValid ? 'No decision has changed since.' : state.why;
  return (
    <Tooltip label={isIconOnly ? `${words}. ${why}` : why} multiline maw={340}>
      <Text
        size={size}
        data-testid="sign-off-mark"
        data-state={state.state}
        {...(isIconOnly ? { role: 'img', 'aria-label': words } : {})}
        style={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 5,
          color: isValid ? 'var(--o-keep)' : 'var(--o-real)',
        }}
      >
        <MarkIcon
          size={isIconOnly || size === 'sm' ? 18 : 15}
          stroke={1.7}
          aria-hidden="true"
          style={{ flex: 'none' }}
        />
        {!isIconOnly && words}
      </Text>
    </Tooltip>
  );
}
