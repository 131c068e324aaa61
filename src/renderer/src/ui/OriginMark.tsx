import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './OriginMark.module.css';

export type OriginKind = 'syn' | 'real' | 'mix' | 'unknown';

const TEXT: Readonly<Record<OriginKind, { readonly label: string; readonly hint: string }>> = {
  syn: { label: 'synthetic', hint: 'Made by a generator: nobody stood in front of a camera.' },
  real: { label: 'real people', hint: 'Pictures of real people, used with their consent.' },
  mix: { label: 'synthetic + real people', hint: 'Holds synthetic samples and pictures of real people.' },
  unknown: { label: 'origin not known', hint: 'Pictures from outside; treat them as real people.' },
};

/** Where samples come from: never by colour alone, always the same three marks. */
export function OriginMark(props: { readonly origin: OriginKind; readonly size?: 'sm' | 'md' }): ReactNode {
  const { origin, size = 'md' } = props;
  return (
    <Tooltip label={TEXT[origin].hint}>
      <span className={classes.mark} data-origin={origin} data-size={size}>
        <span className={classes.swatch} aria-hidden="true" />
        {TEXT[origin].label}
      </span>
    </Tooltip>
  );
}
