import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';

/** A number that is only passed on when it is one and in range; half-typed values stay in the field. */
export function NumberField(props: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const { label, value, min, max, isWhole = true, step = 1, onChange } = props;
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      step={step}
      allowDecimal={!isWhole}
      allowNegative={min < 0}
      onChange={(next) => {
        if (typeof next === 'number' && next >= min && next <= max) onChange(next);
      }}
    />
  );
}
