import type { Rng } from '@shared/lib/rng';
import { cos, PI, sin, smoothStep } from './exactMath';
import type { SkinTexel } from './skinTexel';

export const SCAR_KINDS = ['line', 'pits', 'pale', 'brown', 'red'] as const;

/** A mark that a person keeps: a healed cut, pits left by blemishes, a patch without pigment, a brown or a red birthmark. */
export interface Scar {
  readonly kind: (typeof SCAR_KINDS)[number];
  /** Middle, on the base mesh at rest, dm (see skinZones). */
  readonly x: number;
  readonly y: number;
  /** Half the length of a line, radius of a patch, dm. */
  readonly size: number;
  /** Half the width of a line, raggedness of a patch, dm. */
  readonly width: number;
  /** Direction of a line against the horizontal, degrees. */
  readonly turnDeg: number;
  /** 0 to 1. */
  readonly strength: number;
  /** Of a line: how far its middle bends aside, as a share of its half length; of a patch: its stretch along the line. */
  readonly bend: number;
}

/** Cuts are most, and most of them are on brow, cheek, chin, forehead and lip, where bone is near. */
const CUT_PLACES: readonly (readonly [ax: number, y: number, spreadX: number, spreadY: number, turnDeg: number])[] = [
  [0.36, 7.47, 0.12, 0.02, 75],
  [0.42, 6.95, 0.14, 0.16, 30],
  [0.12, 6.3, 0.14, 0.08, 15],
  [0.25, 7.8, 0.22, 0.1, 50],
  [0.12, 6.72, 0.08, 0.03, 80],
  [0.05, 7.1, 0.05, 0.1, 10],
];
const MOST = 3;

/** The marks of one identity: mostly none. @param probability that there are any */
export function drawScars(rng: Rng, probability: number): readonly Scar[] {
  if (!rng.chance(probability)) return [];
  const count = 1 + (rng.chance(0.3) ? 1 : 0) + (rng.chance(0.1) ? 1 : 0);
  return Array.from({ length: Math.min(MOST, count) }, () => drawScar(rng));
}

function drawScar(rng: Rng): Scar {
  const pick = rng.uniform();
  const side = rng.chance(0.5) ? 1 : -1;
  const strength = rng.range(0.45, 1);
  if (pick < 0.62) {
    const [ax, y, spreadX, spreadY, turn] = CUT_PLACES[rng.below(CUT_PLACES.length)];
    return {
      kind: 'line',
      x: side * ax + spreadX * rng.range(-1, 1),
      y: y + spreadY * rng.range(-1, 1),
      size: rng.range(0.05, 0.17),
      width: rng.range(0.007, 0.014),
      turnDeg: side * turn + 25 * rng.normal(),
      strength,
      bend: rng.range(-0.2, 0.2),
    };
  }
  const kind = pick < 0.8 ? 'pits' : pick < 0.87 ? 'pale' : pick < 0.95 ? 'brown' : 'red';
  const small = kind === 'brown' ? 0.45 : 1;
  return {
    kind,
    x: side * rng.range(0.15, 0.58),
    y: rng.range(6.3, 7.9),
    size: small * rng.range(0.1, 0.26),
    width: rng.range(0.02, 0.05),
    turnDeg: rng.range(-90, 90),
    strength,
    bend: rng.range(0, 0.5),
  };
}

/** A scar with the sine and cosine of its direction, for many texels. */
export interface PlacedScar extends Scar {
  readonly along: readonly [x: number, y: number];
}

export function placeScars(scars: readonly Scar[]): readonly PlacedScar[] {
  return scars.map((scar) => {
    const turn = (PI / 180) * scar.turnDeg;
    return { ...scar, along: [cos(turn), sin(turn)] };
  });
}

/** Changes colour, relief and hair of a texel that a scar touches. */
export function addScar(texel: SkinTexel, scar: PlacedScar): void {
  const dx = texel.x - scar.x;
  const dy = texel.y - scar.y;
  const reach = 1.7 * scar.size + 0.06;
  if (dx * dx + dy * dy > reach * reach || texel.z < 0.4 || texel.eyeRing < 6) return;
  const along = dx * scar.along[0] + dy * scar.along[1];
  const across = dy * scar.along[0] - dx * scar.along[1];
  if (scar.kind === 'line') addCut(texel, scar, along / scar.size, across);
  else addPatch(texel, scar, along, across);
}

/** @param along −1 to 1 from end to end */
function addCut(texel: SkinTexel, scar: PlacedScar, along: number, across: number): void {
  if (along < -1 || along > 1) return;
  const square = along * along;
  const aside = across - scar.bend * scar.size * (1 - square) + 0.004 * texel.middle;
  const half = scar.width * (1.1 - 0.7 * square);
  const core = smoothStep(half + 0.009, half - 0.004, Math.abs(aside)) * (1 - square * square) * scar.strength;
  const edge = smoothStep(half + 0.03, half, Math.abs(aside)) * (1 - square * square) * scar.strength;
  texel.melanin += (0.08 - 0.36 * texel.melanin) * core + 0.03 * (edge - core);
  texel.haemoglobin += 0.3 * core + 0.12 * edge;
  texel.height -= 0.0035 * core;
  texel.roughness -= 0.22 * core;
  texel.hair *= 1 - 0.95 * core;
  texel.brow *= 1 - 0.97 * core;
}

function addPatch(texel: SkinTexel, scar: PlacedScar, along: number, across: number): void {
  const stretched = along / (1 + scar.bend);
  const distance = Math.sqrt(stretched * stretched + across * across) + scar.width * (texel.broad + 0.6 * texel.middle);
  const inside = smoothStep(scar.size + 0.03, scar.size - 0.02, distance) * scar.strength;
  if (inside <= 0) return;
  switch (scar.kind) {
    case 'pits': {
      const pit = inside * smoothStep(0.75, 1.5, 0.6 * texel.middle + texel.fine);
      texel.height -= 0.007 * pit;
      texel.melanin += 0.045 * pit;
      texel.haemoglobin += 0.22 * pit + 0.06 * inside;
      return;
    }
    case 'pale':
      texel.melanin += (0.02 + 0.1 * texel.melanin - texel.melanin) * 0.92 * inside;
      return;
    case 'brown':
      texel.melanin += 0.2 * inside + 0.03 * inside * texel.fine;
      return;
    default:
      texel.haemoglobin += 1.15 * inside;
      texel.melanin += 0.04 * inside;
  }
}
