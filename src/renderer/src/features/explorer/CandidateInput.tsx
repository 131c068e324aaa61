import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { MAX_CANDIDATE } from './pick';

/** A whole number that is used on Enter or when the field is left, not at each key. */
export function CandidateInput(props: {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly max?: number;
  readonly onPick: (value: number) => void;
}): ReactNode {
  const { id, label, value, max = MAX_CANDIDATE, onPick } = props;
  const [draft, setDraft] = useState<number | string>(value ?? '');
  useEffect(() => setDraft(value ?? ''), [value]);
  const take = (): void => {
    if (typeof draft === 'number' && Number.isSafeInteger(draft) && draft >= 0 && draft !== value) onPick(draft);
    else setDraft(value ?? '');
  };
  return (
    <NumberInput
      id={id}
      aria-label={label}
      size="xs"
      w={78}
      hideControls
      placeholder="number"
      value={draft}
      min={0}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      onChange={setDraft}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}
