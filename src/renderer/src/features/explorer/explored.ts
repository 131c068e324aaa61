import { mixIdentities } from '@shared/graphics/factors';
import type { IdentityFactors, SampleFactors, ShotFactors } from '@shared/graphics/factors';

/** Where a face came from. */
export type Origin =
  | { readonly kind: 'drawn'; readonly seed: number; readonly candidate: number; readonly sample: number }
  | { readonly kind: 'stored'; readonly setId: string; readonly sampleId: string }
  | { readonly kind: 'pasted' };

/** What a face is made of while somebody explores it. Never changed in place, so that undo is keeping the old one. */
export interface Explored {
  readonly a: IdentityFactors;
  /** Whom `a` is mixed with; null: nobody. */
  readonly b: { readonly identity: IdentityFactors; readonly name: string; readonly candidate: number | null } | null;
  /** Share of `a`, 0 to 1. */
  readonly shareOfA: number;
  readonly shot: ShotFactors;
  readonly origin: Origin;
  /** As drawn, loaded or pasted: where a double click on a slider leads back. */
  readonly start: SampleFactors;
}

export const FACTORS = ['identity', 'expression', 'light', 'pose', 'background', 'wear'] as const;
export type Factor = (typeof FACTORS)[number];

export function beginWith(factors: SampleFactors, origin: Origin): Explored {
  return { a: factors.identity, b: null, shareOfA: 1, shot: factors.shot, origin, start: factors };
}

const shown = new WeakMap<Explored, SampleFactors>();

/** The face on the screen. The same object for the same state. */
export function factorsOf(state: Explored): SampleFactors {
  let factors = shown.get(state);
  if (factors === undefined) {
    const { a, b, shareOfA, shot } = state;
    const identity = b === null || shareOfA === 1 ? a : mixIdentities(a, b.identity, shareOfA);
    shown.set(state, (factors = { identity, shot }));
  }
  return factors;
}

/** Changes the identity on the screen; a mixed person becomes a person of their own first. */
export function withIdentity(state: Explored, change: (identity: IdentityFactors) => IdentityFactors): Explored {
  const a = change(factorsOf(state).identity);
  return { ...state, a, shareOfA: 1 };
}

export function withShot(state: Explored, change: Partial<ShotFactors>): Explored {
  return { ...state, shot: { ...state.shot, ...change } };
}

export function withNuisances(state: Explored, change: Partial<ShotFactors['nuisances']>): Explored {
  return withShot(state, { nuisances: { ...state.shot.nuisances, ...change } });
}

/** The shot with one factor of another. Light and background bring the place and the shadow's edge that they were drawn with. */
function takeFactor(shot: ShotFactors, from: ShotFactors, factor: Exclude<Factor, 'identity'>): ShotFactors {
  const { nuisances } = shot;
  switch (factor) {
    case 'expression':
      return { ...shot, expression: from.expression };
    case 'light':
      return {
        ...shot,
        light: from.light,
        nuisances: { ...nuisances, shadowSoftness: from.nuisances.shadowSoftness, place: from.nuisances.place },
      };
    case 'pose':
      return { ...shot, poseDeg: from.poseDeg };
    case 'background':
      return { ...shot, background: from.background };
    case 'wear': {
      const { shadowSoftness, place } = nuisances;
      return { ...shot, nuisances: { ...from.nuisances, shadowSoftness, place } };
    }
  }
}

/** Takes the named factors of a new draw, and leaves the others. What was taken is where a double click leads back from then on. */
export function takeDrawn(state: Explored, drawn: SampleFactors, factors: readonly Factor[], origin: Origin): Explored {
  let { shot } = state;
  let startShot = state.start.shot;
  for (const factor of factors) {
    if (factor === 'identity') continue;
    shot = takeFactor(shot, drawn.shot, factor);
    startShot = takeFactor(startShot, drawn.shot, factor);
  }
  const takesIdentity = factors.includes('identity');
  return {
    a: takesIdentity ? drawn.identity : state.a,
    b: state.b,
    shareOfA: takesIdentity ? 1 : state.shareOfA,
    shot,
    origin: takesIdentity ? origin : state.origin,
    start: { identity: takesIdentity ? drawn.identity : state.start.identity, shot: startShot },
  };
}

/** Whether anything was changed by hand (or by mixing) since the face was drawn or loaded. */
export function isChanged(state: Explored): boolean {
  const { identity, shot } = factorsOf(state);
  const { start } = state;
  return (
    !sameNumbers(identity.coefficients, start.identity.coefficients) ||
    JSON.stringify(identity.discrete) !== JSON.stringify(start.identity.discrete) ||
    !sameNumbers(shot.expression, start.shot.expression) ||
    !sameNumbers(shot.light, start.shot.light) ||
    !sameNumbers(shot.poseDeg, start.shot.poseDeg) ||
    !sameNumbers(shot.background, start.shot.background) ||
    JSON.stringify(shot.nuisances) !== JSON.stringify(start.shot.nuisances)
  );
}

function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return a.length === b.length;
}
