import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DeclaredSynthetic } from '@shared/domain/declaredSynthetic';
import classes from './OriginMark.module.css';

export type OriginKind = 'syn' | 'real' | 'mix' | 'unknown';

const TEXT: Readonly<Record<OriginKind, { readonly label: string; readonly hint: string }>> = {
  syn: { label: 'synthetic', hint: 'Made by a generator: nobody stood in front of a camera.' },
  real: { label: 'real people', hint: 'Pictures of real people, used with their consent.' },
  mix: { label: 'synthetic + real people', hint: 'Holds synthetic samples and pictures of real people.' },
  unknown: { label: 'origin not known', hint: 'Pictures from outside; treat them as real people.' },
};

/** What somebody else made and said of: never plainly synthetic, never people. */
const DECLARED: Readonly<Record<OriginKind, string>> = {
  syn: 'declared synthetic',
  real: 'declared synthetic',
  mix: 'synthetic + declared synthetic',
  unknown: 'declared synthetic',
};

/** Where samples come from: never by colour alone, always the same marks. */
export function OriginMark(props: {
  readonly origin: OriginKind;
  /** Somebody's word that the imported part shows nobody who exists. */
  readonly declared?: DeclaredSynthetic | null | undefined;
  readonly size?: 'sm' | 'md';
}): ReactNode {
  const { origin, declared, size = 'md' } = props;
  const isDeclared = declared !== undefined && declared !== null;
  const hint = isDeclared ? `declared by ${declared.by} from ${declared.source}; not proven` : TEXT[origin].hint;
  return (
    <Tooltip label={hint} multiline maw={360}>
      <span className={classes.mark} data-origin={isDeclared ? 'declared' : origin} data-size={size}>
        <span className={classes.swatch} aria-hidden="true" />
        {isDeclared ? DECLARED[origin] : TEXT[origin].label}
      </span>
    </Tooltip>
  );
}
