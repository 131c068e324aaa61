import { cos, mix, PI, sin, smoothStep } from './exactMath';
import type { BuiltIdentity } from './buildIdentity';
import { FaceReach } from './faceReach';
import type { OccluderShown, ShotFactors } from './factors';
import type { HeadModel } from './headModel';
import { beforeFace, forearm, gripRound, layHand } from './occluderHand';
import { HAEMOGLOBIN_DENSITY, melaninLog, quickExp, YELLOW_DENSITY } from './skinTone';
import type { Rgb } from './traits';
import { WornBuilder, type Point, type WornMesh } from './wornMesh';

/** What an occluder is built on. */
interface Face {
  readonly reach: FaceReach;
  /** Height, dm. */
  readonly mouth: number;
  readonly skin: Rgb;
  readonly sleeve: Rgb;
}

/** The occluder of a shot on a head with its expression, before posing; null: nothing is in the way. */
export function occluderOf(
  model: HeadModel,
  identity: BuiltIdentity,
  restHead: Float32Array,
  shot: ShotFactors,
): WornMesh | null {
  const { occluder, clothes } = shot.nuisances;
  if (occluder === null) return null;
  const { landmarks } = model;
  const face: Face = {
    reach: new FaceReach(model, restHead),
    mouth: (restHead[3 * landmarks.mouthRight + 1] + restHead[3 * landmarks.mouthLeft + 1]) / 2,
    skin: skinOf(identity),
    sleeve: clothes,
  };
  const builder = new WornBuilder();
  BUILD[occluder.kind](builder, face, occluder);
  return builder.mesh();
}

type Build = (builder: WornBuilder, face: Face, shown: OccluderShown) => void;

const BUILD: Readonly<Record<OccluderShown['kind'], Build>> = {
  mask,
  scarf,
  cup,
  phone,
  hand: (builder, face, shown) => {
    const { apart } = face.reach;
    const middle = { across: shown.shift[0] * apart, height: face.mouth + shown.shift[1] * apart };
    layHand(builder, face.reach, middle, (shown.turnDeg * PI) / 180, shown.size, face.skin, face.sleeve);
  },
};

/** Paper or cloth from the bridge of the nose to below the chin, with loops to the ears. */
function mask(builder: WornBuilder, face: Face, shown: OccluderShown): void {
  const { reach } = face;
  const { eyes } = reach;
  const shift = Math.min(0, shown.shift[1]) * face.reach.apart;
  const isPaper = shown.colour[2] >= shown.colour[0] && shown.colour[1] > 0.25;
  const half = 1.12 * shown.size;
  const top = (s: number): number => eyes - 0.2 - 0.32 * smoothStep(0.02, 0.55, s) - 0.06 * s + 0.8 * shift;
  const bottom = (s: number): number => face.mouth - 0.56 + 0.42 * smoothStep(0.2, 1, s) + 0.35 * shift;
  const at = (s: number, share: number, off: number): Point => {
    const size = Math.abs(s);
    const turn = s * half * (1 - 0.1 * (2 * share - 1) * (2 * share - 1));
    const y = mix(top(size), bottom(size), share);
    return reach.point(turn, y, reach.at(turn, y) + off);
  };
  builder.use({ colour: shown.colour, gloss: 0.02, relief: isPaper ? 'pleats' : 'weave' });
  builder.sheet(12, 26, false, (row, column) => {
    const s = 2 * column - 1;
    const rim = smoothStep(0, 0.12, Math.min(row, 1 - row));
    const off = 0.025 + 0.03 * rim * smoothStep(1, 0.7, Math.abs(s));
    return [...at(s, row, off), 1.2 * s, row, 0.9];
  });
  builder.use({ colour: isPaper ? [0.75, 0.75, 0.75] : shown.colour, gloss: 0, relief: 'smooth' });
  for (const side of [-1, 1]) {
    for (const share of [0.06, 0.94]) {
      const ear: Point = beforeFace(reach, { across: side * 1.16, height: eyes - 0.15 - 0.25 * share }, 0.01);
      const from = at(0.98 * side, share, 0.03);
      const middle: Point = [(from[0] + ear[0]) / 2 + 0.03 * side, (from[1] + ear[1]) / 2, (from[2] + ear[2]) / 2];
      builder.tube([from, middle, ear], [0.014, 0.014, 0.014]);
    }
  }
}

/** Wool around the neck, up to chin or mouth. */
function scarf(builder: WornBuilder, face: Face, shown: OccluderShown): void {
  const { reach, mouth } = face;
  builder.use({ colour: shown.colour, gloss: 0, relief: shown.turnDeg > 0 ? 'plaid' : 'knit' });
  const phase = 8 * shown.turnDeg;
  for (const [high, low, wide] of [
    [-0.12, -0.75, 0.1],
    [-0.55, -1.5, 0.22],
  ] as const) {
    builder.sheet(7, 40, true, (row, column) => {
      const turn = -PI + 2 * PI * column;
      const front = cos(turn);
      const rise = shown.shift[1] * face.reach.apart;
      const top = mouth + high + rise + (front < 0 ? 0.12 : 0) + 0.04 * sin(3 * turn + phase);
      const y = mix(top, mouth + low, row);
      const round = Math.sqrt(Math.max(0, 1 - (2 * row - 1) * (2 * row - 1)));
      const fold = 0.03 * sin(7 * turn + 5 * row + phase) * round;
      const radius = Math.max(0.62, Math.min(1.3, reach.at(turn, Math.min(y + 0.1, top)))) + 0.03 + wide * round + fold;
      return [...reach.point(turn, y, radius), 1.3 * turn, row, 0.55 + 0.45 * round];
    });
  }
}

/** A paper cup at the mouth, held from one side. */
function cup(builder: WornBuilder, face: Face, shown: OccluderShown): void {
  const radius = 0.36 * shown.size;
  const lean = 0.35 + 0.15 * shown.size;
  const rim = beforeFace(face.reach, { across: 0.25 * shown.shift[0], height: face.mouth }, radius + 0.03);
  const top = face.mouth + 0.12 + shown.shift[1] * face.reach.apart;
  const centre = (height: number): Point => [rim[0], top + height, rim[2] - lean * height * 0.6];
  builder.use({ colour: shown.colour, gloss: 0.35, relief: 'smooth' });
  const wall = (from: number, to: number, wide: number): void => {
    builder.sheet(4, 28, true, (row, column) => {
      const turn = -PI + 2 * PI * column;
      const height = mix(from, to, row);
      const r = radius * wide * (1 + 0.22 * height);
      const [x, y, z] = centre(height);
      return [x + r * sin(turn), y + lean * 0.6 * r * cos(turn), z + r * cos(turn), turn * radius, row, 1];
    });
  };
  wall(0, -1.05, 1);
  builder.use({ colour: [0.6, 0.6, 0.6], gloss: 0.5, relief: 'smooth' });
  wall(0.05, -0.06, 1.06);
  builder.sheet(1, 28, true, (row, column) => {
    const turn = -PI + 2 * PI * column;
    const [x, y, z] = centre(0.05);
    const r = 1.06 * radius * row;
    return [x + r * sin(turn), y + lean * 0.6 * r * cos(turn), z + r * cos(turn), turn, row, 1];
  });
  const side = shown.turnDeg < 0 ? -1 : 1;
  gripRound(builder, (height) => centre(height - 0.42), 0.9 * radius, side, shown.size, face.skin, face.sleeve);
}

/** A telephone at the ear and the hand that holds it. */
function phone(builder: WornBuilder, face: Face, shown: OccluderShown): void {
  const side = shown.turnDeg < 0 ? -1 : 1;
  const turn = side * 1.28;
  const height = face.mouth + 0.42 + shown.shift[1] * face.reach.apart;
  const radius = face.reach.at(turn, height + 0.2) + 0.05;
  // On the skin: outwards, forwards along the cheek, and up leaning backwards.
  const out: Point = [sin(turn), 0, cos(turn)];
  const ahead: Point = [-side * cos(turn) * side * side, 0, side * sin(turn)];
  const middle = face.reach.point(turn, height, radius);
  const lean = 0.42;
  const at = (forward: number, up: number, off: number): Point => {
    const f = forward - lean * up;
    return [
      middle[0] + f * ahead[0] + off * out[0],
      middle[1] + up + 0.3 * lean * forward,
      middle[2] + f * ahead[2] + off * out[2],
    ];
  };
  builder.use({ colour: [0.018, 0.018, 0.02], gloss: 1, relief: 'smooth' });
  const corner = (angle: number, off: number, share: number): Point => {
    const c = cos(angle);
    const s = sin(angle);
    const bend = (v: number): number => (v < 0 ? -1 : 1) * Math.sqrt(Math.sqrt(Math.abs(v)));
    return at(0.36 * share * bend(c), 0.74 * share * bend(s), off);
  };
  const profile = [
    [0, 0],
    [0.96, 0],
    [1, 0.03],
    [1, 0.07],
    [0.96, 0.1],
    [0, 0.1],
  ] as const;
  builder.sheet(profile.length - 1, 28, true, (row, column) => {
    const [share, off] = profile[Math.round(row * (profile.length - 1))];
    return [...corner(2 * PI * column, off, share), column, row, 0.9];
  });
  const { size } = shown;
  builder.use({ colour: face.skin, gloss: 0.25, relief: 'skin' });
  for (let finger = 0; finger < 4; finger++) {
    const up = 0.36 - 0.2 * finger;
    const line = [at(-0.3, up - 0.1, 0.24), at(0.1, up, 0.2), at(0.36, up + 0.02, 0.14), at(0.44, up + 0.02, 0.02)];
    builder.tube(line, [0.12 * size, 0.1 * size, 0.092 * size, 0.08 * size]);
    builder.tube([at(-0.28, up - 0.08, 0.24), at(-0.34, -0.75, 0.3)], [0.13 * size, 0.16 * size]);
  }
  builder.tube([at(-0.3, -0.6, 0.22), at(-0.42, -0.2, 0.12), at(-0.42, 0.15, 0.06)], [0.13, 0.11, 0.09]);
  forearm(builder, at(-0.32, -0.7, 0.3), at(-0.5, -1.5, 0.6), size, face.skin, face.sleeve);
}

/** Hands are a little redder than the face. */
function skinOf(identity: BuiltIdentity): Rgb {
  const { melanin, haemoglobin, yellow } = identity.traits.skin;
  return [0, 1, 2].map((c) =>
    quickExp(
      melaninLog(Math.max(0, melanin), c) - (haemoglobin + 0.15) * HAEMOGLOBIN_DENSITY[c] - yellow * YELLOW_DENSITY[c],
    ),
  ) as [number, number, number]; // three in, three out
}
