import { Text, Tooltip } from '@mantine/core';
import { IconRosetteDiscountCheck, IconRosetteDiscountCheckOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { signOffWords } from '@shared/domain/reviews/signOff';
import type { SignOffState } from '@shared/domain/reviews/signOff';

/** Who stands by a set, or that it has changed since; nothing where nobody has signed. */
export function SignOffMark(props: { readonly state: SignOffState; readonly size?: 'xs' | 'sm' }): ReactNode {
  const { state, size = 'xs' } = props;
  if (state.state === 'none') return null;
  const isValid = state.state === 'valid';
  const MarkIcon = isValid ? IconRosetteDiscountCheck : IconRosetteDiscountCheckOff;
  const icon = size === 'xs' ? 15 : 18;
  return (
    <Tooltip label={isValid ? 'No decision has changed since.' : state.why} multiline maw={340}>
      <Text
        size={size}
        data-testid="sign-off-mark"
        data-state={state.state}
        style={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 5,
          color: isValid ? 'var(--o-keep)' : 'var(--o-real)',
        }}
      >
        <MarkIcon size={icon} stroke={1.7} aria-hidden="true" style={{ flex: 'none' }} />
        {signOffWords(state)}
      </Text>
    </Tooltip>
  );
}
