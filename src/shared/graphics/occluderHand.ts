import { cos, PI, sin } from './exactMath';
import type { FaceReach } from './faceReach';
import type { Rgb } from './traits';
import { moved, unit, type Point, type WornBuilder } from './wornMesh';

/** A place on the face: dm to the person's left of the middle, along the skin, and height in dm. */
export interface FacePlace {
  readonly across: number;
  readonly height: number;
}

/** Lengths and thicknesses of index, middle, ring and little finger, dm. */
const LENGTHS = [0.72, 0.8, 0.74, 0.58] as const;
const THICK = [0.092, 0.095, 0.09, 0.08] as const;

/** The point `off` dm before the skin. */
export function beforeFace(reach: FaceReach, place: FacePlace, off: number): Point {
  // The distance from the axis decides how far a dm along the skin turns; twice settles it.
  let turn = place.across / 1.1;
  for (let round = 0; round < 2; round++) turn = place.across / Math.max(0.7, reach.at(turn, place.height));
  return reach.point(turn, place.height, reach.at(turn, place.height) + off);
}

/**
 * A hand laid on the face. @param middle where the knuckles are @param turn direction of the fingers, radians: 0 up, positive to the person's left
 */
export function layHand(
  builder: WornBuilder,
  reach: FaceReach,
  middle: FacePlace,
  turn: number,
  size: number,
  skin: Rgb,
  sleeve: Rgb,
): void {
  builder.use({ colour: skin, gloss: 0.25, relief: 'skin' });
  const s = sin(turn);
  const c = cos(turn);
  const at = (along: number, beside: number, off: number): Point =>
    beforeFace(
      reach,
      { across: middle.across + along * s + beside * c, height: middle.height + along * c - beside * s },
      off * size,
    );
  // The thumb is on the side towards the middle of the face for a hand at its own cheek.
  const thumbSide = middle.across > 0 ? -1 : 1;
  for (let finger = 0; finger < 4; finger++) {
    const beside = thumbSide * (0.285 - 0.19 * finger) * size;
    const length = LENGTHS[finger] * size;
    const thick = THICK[finger] * size;
    const fan = 1 + 0.25 * (finger % 2);
    const line = [0, 0.35, 0.7, 1].map((share) =>
      at(share * length, beside * (1 + 0.12 * share * fan), [0.2, 0.17, 0.12, 0.09][Math.round(share * 3)]),
    );
    builder.tube(line, [1.12 * thick, thick, 0.94 * thick, 0.82 * thick]);
    // The back of the hand: four bones side by side, closer at the wrist.
    const wrist = at(-0.85 * size, 0.55 * beside, 0.26);
    builder.tube(
      [at(0.05, beside, 0.19), at(-0.4 * size, 0.85 * beside, 0.25), wrist],
      [1.25 * thick, 1.5 * thick, 1.55 * thick],
    );
  }
  const root = at(-0.6 * size, thumbSide * 0.28 * size, 0.22);
  builder.tube(
    [root, at(-0.3 * size, thumbSide * 0.5 * size, 0.16), at(0.08 * size, thumbSide * 0.56 * size, 0.1)],
    [0.13 * size, 0.11 * size, 0.09 * size],
  );
  forearm(builder, at(-0.8 * size, 0, 0.24), at(-1.5 * size, 0, 0.45), size, skin, sleeve);
}

/** From the wrist down and away from the face. */
export function forearm(
  builder: WornBuilder,
  wrist: Point,
  towards: Point,
  size: number,
  skin: Rgb,
  sleeve: Rgb,
): void {
  const away = unit([towards[0] - wrist[0], towards[1] - wrist[1] - 0.9, towards[2] - wrist[2] + 0.1]);
  builder.use({ colour: skin, gloss: 0.25, relief: 'skin' });
  builder.tube([wrist, moved(wrist, away, 0.6)], [0.21 * size, 0.23 * size]);
  builder.use({ colour: sleeve, gloss: 0, relief: 'weave' });
  builder.tube([moved(wrist, away, 0.45), moved(wrist, away, 2.4)], [0.32, 0.42]);
}

/** Fingers around something upright and round. @param side −1: the person's right hand */
export function gripRound(
  builder: WornBuilder,
  centre: (height: number) => Point,
  radius: number,
  side: number,
  size: number,
  skin: Rgb,
  sleeve: Rgb,
): void {
  builder.use({ colour: skin, gloss: 0.25, relief: 'skin' });
  const around = (angle: number, height: number, off: number): Point => {
    const [x, y, z] = centre(height);
    const turn = (angle * PI) / 180;
    return [x + side * (radius + off) * sin(turn), y, z + (radius + off) * cos(turn)];
  };
  for (let finger = 0; finger < 4; finger++) {
    const height = 0.12 - 0.19 * finger * size;
    const thick = THICK[finger] * size;
    builder.tube(
      [95, 62, 28, -6 + 5 * finger].map((angle) => around(angle, height, 0.07)),
      [1.15 * thick, 1.05 * thick, thick, 0.85 * thick],
    );
    builder.tube([around(90, height, 0.08), around(120, -0.25, 0.35)], [1.3 * thick, 1.7 * thick]);
  }
  builder.tube([around(125, 0, 0.16), around(165, 0.15, 0.1), around(200, 0.2, 0.06)], [0.13, 0.11, 0.09]);
  forearm(builder, around(118, -0.25, 0.35), around(118, -0.7, 0.9), size, skin, sleeve);
}
