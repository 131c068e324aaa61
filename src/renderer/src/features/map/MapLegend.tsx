import type { ReactNode } from 'react';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { MapInfo } from '@shared/domain/maps';
import { formatNumber } from '../../ui/format';
import { DECISION_WORD } from '../../ui/words';
import { columnOf } from './looks';
import type { ColourBy } from './looks';
import { rampColour } from './mapColours';
import classes from './Map.module.css';

const RAMP = `linear-gradient(90deg, ${Array.from({ length: 10 }, (_, i) => `rgb(${rampColour(i / 9).join(' ')})`).join(', ')})`;

/** What shapes and colours mean now. The shape carries the origin whatever the colour says. */
export function MapLegend(props: {
  readonly info: MapInfo;
  readonly by: ColourBy;
  readonly label: string;
  readonly range: readonly [number, number] | null;
}): ReactNode {
  const { info, by, label, range } = props;
  const hasReal = info.sets.some(isOfRealPeople);
  const hasDeclared = info.sets.some(({ declaredSynthetic }) => declaredSynthetic !== undefined);
  const hasSyn = info.sets.some(({ kind }) => kind === 'syn');
  const isOrigin = by === 'origin';
  return (
    <div className={classes.legend} data-testid="map-legend">
      <ul>
        {hasSyn && (
          <li>
            <Disc colour={isOrigin ? 'var(--o-syn)' : 'var(--o-soft)'} /> synthetic
          </li>
        )}
        {(hasReal || hasDeclared) && (
          <li>
            <Diamond colour={isOrigin ? 'var(--o-real)' : 'var(--o-soft)'} />{' '}
            {[...(hasReal ? ['real people'] : []), ...(hasDeclared ? ['declared synthetic'] : [])].join(', ')}
          </li>
        )}
        {by === 'decision' &&
          (['keep', 'exclude', 'undecided'] as const).map((decision) => (
            <li key={decision}>
              <Disc colour={`var(--o-${decision === 'undecided' ? 'soft' : decision})`} /> {DECISION_WORD[decision]}
            </li>
          ))}
        {by === 'identity' && <li>each colour is one identity; there are more identities than colours</li>}
      </ul>
      {columnOf(by) !== null && (
        <>
          <div>{label}</div>
          <div className={classes.ramp} style={{ background: RAMP }} />
          <div className={`${classes.ends ?? ''} tabular`}>
            <span>{range === null ? 'not computed' : formatNumber(range[0])}</span>
            <span>{range === null ? '' : formatNumber(range[1])}</span>
          </div>
          <div>grey: not computed</div>
        </>
      )}
    </div>
  );
}

const Disc = ({ colour }: { readonly colour: string }): ReactNode => (
  <svg width="14" height="14" aria-hidden="true">
    <circle cx="7" cy="7" r="5" style={{ fill: colour }} />
  </svg>
);

const Diamond = ({ colour }: { readonly colour: string }): ReactNode => (
  <svg width="14" height="14" aria-hidden="true">
    <path d="M7 0.8 13.2 7 7 13.2 0.8 7Z" style={{ fill: 'none', stroke: colour, strokeWidth: 1.6 }} />
    <path d="M4 10 10 4M3 7.5 7.5 3M6.5 11 11 6.5" style={{ stroke: colour, strokeWidth: 1.3 }} />
  </svg>
);
