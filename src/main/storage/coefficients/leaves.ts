import type { FullCoefficients } from '@shared/domain/coefficients';

/** Everything of a sample's factors but the four long vectors: many small values, each a column of its own. */
export type SmallParts = Pick<FullCoefficients, 'pose' | 'meshes' | 'nuisances' | 'requested'>;

/** How a value is stored: Float64, UTF-8, one bit; lists, which have any length, as JSON. */
export type LeafKind = 'real' | 'text' | 'flag' | 'json';
export type Leaf = number | string | boolean | null;

type KindsOf<T> = { readonly [K in keyof T]: KindOf<NonNullable<T[K]>> };
type KindOf<T> = [T] extends [number]
  ? 'real'
  : [T] extends [string]
    ? 'text'
    : [T] extends [boolean]
      ? 'flag'
      : T extends readonly unknown[]
        ? number extends T['length']
          ? 'json'
          : KindsOf<T>
        : KindsOf<T>;
type Kinds = LeafKind | readonly Kinds[] | { readonly [key: string]: Kinds };

const RGB = ['real', 'real', 'real'] as const;
const HAIR = { mesh: 'text', mirrored: 'flag', fringe: { heightDm: 'real', rise: 'real' } } as const;

/** What is stored, in the order of the columns. The compiler asks for every key that the factors have. */
const KINDS: KindsOf<SmallParts> = {
  pose: ['real', 'real', 'real'],
  meshes: { hair: HAIR, lash: 'text', glasses: 'real', scars: 'json' },
  requested: { ageYears: 'real', sex: 'text', ancestry: { african: 'real', asian: 'real', caucasian: 'real' } },
  nuisances: {
    hairOverride: HAIR,
    wearsGlasses: 'flag',
    hat: { style: 'real', colour: RGB, pull: 'real', tiltDeg: 'real' },
    makeUp: {
      lipColour: RGB,
      lipAmount: 'real',
      shadowColour: RGB,
      shadowAmount: 'real',
      linerAmount: 'real',
      blushAmount: 'real',
      foundationAmount: 'real',
    },
    occluder: { kind: 'text', shift: ['real', 'real'], turnDeg: 'real', size: 'real', colour: RGB },
    beardOverride: 'real',
    place: 'text',
    clothes: RGB,
    shadowSoftness: 'real',
    camera: {
      distanceDm: 'real',
      exposureStops: 'real',
      redGain: 'real',
      blueGain: 'real',
      contrast: 'real',
      noise: 'real',
      blur: 'real',
      motion: ['real', 'real'],
      resolution: 'real',
      earlierJpegQuality: 'real',
      crop: ['real', 'real', 'real', 'real'],
      falloff: ['real', 'real'],
      haze: 'real',
      saturation: 'real',
      sharpening: 'real',
      cubicEnlargement: 'flag',
    },
    grainSeed: 'real',
  },
};

export interface LeafColumn {
  /** `nuisances.camera.crop.2` */
  readonly name: string;
  readonly kind: LeafKind;
}

function columnsBelow(kinds: Kinds, name: string): LeafColumn[] {
  if (typeof kinds === 'string') return [{ name, kind: kinds }];
  return Object.entries(kinds).flatMap(([key, below]) => columnsBelow(below, name === '' ? key : `${name}.${key}`));
}

export const LEAF_COLUMNS: readonly LeafColumn[] = columnsBelow(KINDS, '');

/** The values of one sample, in the order of `LEAF_COLUMNS`; all below a part that is not there are null. */
export const leavesOf = (parts: SmallParts): Leaf[] => leavesBelow(KINDS, parts);

function leavesBelow(kinds: Kinds, value: unknown): Leaf[] {
  if (kinds === 'json') return [JSON.stringify(value)];
  if (typeof kinds === 'string') return [value as Leaf]; // the compiler holds KINDS against the factors
  const part = value as Readonly<Record<string, unknown>> | null;
  return Object.entries(kinds).flatMap(([key, below]) => leavesBelow(below, part?.[key] ?? null));
}

/**
 * Back from values to parts, not yet checked. A part with nothing in it is null: every part that can be null has a value that
 * cannot. @param read value of a column by name; undefined where an older file has no such column
 */
export const partsFrom = (read: (name: string) => Leaf | undefined): unknown => partBelow(KINDS, '', read);

function partBelow(kinds: Kinds, name: string, read: (name: string) => Leaf | undefined): unknown {
  if (typeof kinds === 'string') {
    const value = read(name);
    return kinds === 'json' && typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  }
  const below = (key: string): string => (name === '' ? key : `${name}.${key}`);
  const entries = Object.entries(kinds).map(([key, kind]) => [key, partBelow(kind, below(key), read)] as const);
  const known = entries.filter(([, value]) => value !== undefined);
  if (known.length === 0) return undefined;
  if (known.every(([, value]) => value === null)) return null;
  return Array.isArray(kinds) ? known.map(([, value]) => value) : Object.fromEntries(known);
}
