import type { Rgb } from './traits';

export interface HatWorn {
  /** Position in HAT_STYLES. */
  readonly style: number;
  readonly colour: Rgb;
  /** 0 pushed back, 1 deep over the brows. */
  readonly pull: number;
  readonly tiltDeg: number;
}

/** Paint on lips, lids, lashes and cheeks; amounts 0 to 1, colours linear RGB. */
export interface MakeUpWorn {
  readonly lipColour: Rgb;
  readonly lipAmount: number;
  readonly shadowColour: Rgb;
  readonly shadowAmount: number;
  readonly linerAmount: number;
  readonly blushAmount: number;
  /** Evens the tone of the skin. */
  readonly foundationAmount: number;
}

export interface OccluderShown {
  readonly kind: (typeof OCCLUDER_KINDS)[number];
  /** Shift from where this kind usually is, in distances between the eyes. */
  readonly shift: readonly [across: number, up: number];
  readonly turnDeg: number;
  readonly size: number;
  readonly colour: Rgb;
}

export const OCCLUDER_KINDS = ['hand', 'mask', 'scarf', 'phone', 'cup'] as const;

/** What a sample shows worn or in the way. */
export interface WornThings {
  readonly hat: HatWorn | null;
  readonly makeUp: MakeUpWorn | null;
  readonly occluder: OccluderShown | null;
  /** Replaces the identity's own stubble coefficient; null keeps it. */
  readonly beardOverride: number | null;
}
