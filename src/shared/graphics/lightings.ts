import type { Place } from './recipeOptions';

/** From, to. */
export type Span = readonly [number, number];

/**
 * A way in which light falls at a place. Amounts are what a white wall that faces the light sends back; the key's is 1 in most, since the
 * camera exposes for the face and only proportions are seen.
 */
export interface Lighting {
  /** How often, among the lightings of its place. */
  readonly share: number;
  /** Under the sky, or between walls. */
  readonly isOpen: boolean;
  readonly key: Span;
  /** Degrees from the front, to either side; beyond 90 it comes from behind. */
  readonly across: Span;
  readonly up: Span;
  /** 0 a point far away, 1 half the room. */
  readonly breadth: Span;
  /** Edge of the cast shadow: 0 sharp, 1 wide. */
  readonly softness: Span;
  readonly ambient: Span;
  /** Sky or ceiling. */
  readonly above: Span;
  /** Thrown back by floor and clothes. */
  readonly below: Span;
  readonly warmth: Span;
  readonly second: {
    readonly probability: number;
    /** Degrees from the key. */
    readonly away: Span;
    readonly amount: Span;
    readonly warmer: Span;
  };
}

const NO_SECOND = { probability: 0, away: [0, 0], amount: [0, 0], warmer: [0, 0] } as const;
/** Another lamp of the room, from in front or behind. */
const ROOM_LAMP = { probability: 0.45, away: [70, 200], amount: [0.15, 0.6], warmer: [-0.03, 0.06] } as const;

export const LIGHTINGS: Readonly<Record<Place, readonly Lighting[]>> = {
  indoor: [
    // Ceiling lamps with shades, light walls.
    {
      share: 0.57,
      isOpen: false,
      key: [0.6, 1],
      across: [0, 75],
      up: [25, 65],
      breadth: [0.35, 0.8],
      softness: [0.45, 1],
      ambient: [0.3, 0.65],
      above: [0.15, 0.45],
      below: [0.08, 0.25],
      warmth: [-0.04, 0.16],
      second: ROOM_LAMP,
    },
    // A bare bulb or a spotlight.
    {
      share: 0.28,
      isOpen: false,
      key: [1, 1],
      across: [10, 85],
      up: [30, 72],
      breadth: [0.02, 0.2],
      softness: [0.05, 0.35],
      ambient: [0.08, 0.24],
      above: [0, 0.12],
      below: [0.05, 0.16],
      warmth: [0.02, 0.17],
      second: ROOM_LAMP,
    },
    // Offices and shops: rows of tubes.
    {
      share: 0.15,
      isOpen: false,
      key: [0.3, 0.5],
      across: [0, 60],
      up: [60, 88],
      breadth: [0.8, 1],
      softness: [0.7, 1],
      ambient: [0.5, 0.8],
      above: [0.3, 0.6],
      below: [0.15, 0.3],
      warmth: [-0.06, 0.04],
      second: NO_SECOND,
    },
  ],
  outdoor: [
    // Overcast sky, or the shade of a house.
    {
      share: 0.46,
      isOpen: true,
      key: [0.1, 0.45],
      across: [0, 90],
      up: [30, 80],
      breadth: [0.6, 1],
      softness: [0.8, 1],
      ambient: [0.35, 0.6],
      above: [0.4, 0.9],
      below: [0.06, 0.2],
      warmth: [-0.06, 0.04],
      second: NO_SECOND,
    },
    // Sun on the face.
    {
      share: 0.36,
      isOpen: true,
      key: [1, 1],
      across: [8, 90],
      up: [22, 68],
      breadth: [0, 0.1],
      softness: [0, 0.25],
      ambient: [0.06, 0.16],
      above: [0.08, 0.24],
      below: [0.06, 0.2],
      warmth: [0, 0.09],
      second: NO_SECOND,
    },
    // Sun behind the head.
    {
      share: 0.18,
      isOpen: true,
      key: [0.8, 1.3],
      across: [110, 165],
      up: [25, 60],
      breadth: [0, 0.15],
      softness: [0.05, 0.4],
      ambient: [0.3, 0.5],
      above: [0.2, 0.4],
      below: [0.12, 0.3],
      warmth: [0, 0.1],
      second: NO_SECOND,
    },
  ],
  window: [
    {
      share: 0.75,
      isOpen: false,
      key: [1, 1],
      across: [45, 105],
      up: [0, 28],
      breadth: [0.3, 0.7],
      softness: [0.5, 1],
      ambient: [0.06, 0.26],
      above: [0.02, 0.12],
      below: [0.03, 0.14],
      warmth: [-0.1, 0.03],
      second: { probability: 0.25, away: [120, 200], amount: [0.1, 0.3], warmer: [0, 0.1] },
    },
    // Sun through the window.
    {
      share: 0.25,
      isOpen: false,
      key: [1, 1],
      across: [35, 95],
      up: [12, 45],
      breadth: [0, 0.15],
      softness: [0.05, 0.3],
      ambient: [0.05, 0.16],
      above: [0.02, 0.1],
      below: [0.04, 0.16],
      warmth: [0, 0.09],
      second: NO_SECOND,
    },
  ],
  flash: [
    {
      share: 1,
      isOpen: false,
      key: [1, 1],
      across: [0, 10],
      up: [2, 16],
      breadth: [0.02, 0.2],
      softness: [0.08, 0.35],
      ambient: [0.06, 0.22],
      above: [0, 0.06],
      below: [0.01, 0.06],
      warmth: [-0.04, 0.06],
      second: { probability: 0.2, away: [110, 200], amount: [0.1, 0.4], warmer: [0.05, 0.2] },
    },
  ],
  mixed: [
    // A window on one side, a lamp on the other.
    {
      share: 1,
      isOpen: false,
      key: [0.8, 1],
      across: [35, 95],
      up: [0, 35],
      breadth: [0.2, 0.6],
      softness: [0.35, 0.9],
      ambient: [0.1, 0.28],
      above: [0.03, 0.2],
      below: [0.04, 0.16],
      warmth: [-0.13, -0.03],
      second: { probability: 1, away: [80, 170], amount: [0.25, 0.7], warmer: [0.2, 0.4] },
    },
  ],
};
