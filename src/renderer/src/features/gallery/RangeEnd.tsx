import { useState } from 'react';
import type { ReactNode } from 'react';
import { formatNumber } from '../../ui/format';
import classes from './Gallery.module.css';

/** One end of a range, as a number that can be written over. Taken with Enter or by leaving; what is no number is put back. */
export function RangeEnd(props: {
  readonly label: string;
  readonly value: number;
  readonly isRight?: boolean;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const { label, value, isRight = false, onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const take = (): void => {
    const written = Number((draft ?? '').replace(',', '.').replace('−', '-'));
    const isNew = draft !== null && draft.trim() !== '' && draft !== exact(value);
    if (isNew && Number.isFinite(written)) onChange(written);
    setDraft(null);
  };
  return (
    <input
      className={classes.rangeEnd}
      style={{ textAlign: isRight ? 'right' : 'left' }}
      aria-label={label}
      inputMode="decimal"
      spellCheck={false}
      value={draft ?? formatNumber(value)}
      onFocus={(event) => {
        setDraft(exact(value));
        event.currentTarget.select();
      }}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
        event.stopPropagation();
      }}
    />
  );
}

const exact = (value: number): string => String(Number(value.toPrecision(6)));
