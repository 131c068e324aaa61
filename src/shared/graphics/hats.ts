import { cos, mix, PI, sin, smoothStep } from './exactMath';
import type { HatWorn } from './worn';
import type { Hat } from './hat';
import { hatHood } from './hatHood';
import { HAT_STYLES, type HatStyle } from './hatStyles';
import { HatShell, type Rim } from './hatShell';
import { reachOf } from './headReach';
import type { HeadModel } from './headModel';
import type { Rgb } from './traits';
import { WornBuilder } from './wornMesh';

/** Heights of the rim above the eyes when pushed back (0) and when pulled deep (1); how far brims reach; how far below them it is dim. */
const FITS: Readonly<Record<Exclude<HatStyle, 'headscarf' | 'hood'>, { rims: readonly [Rim, Rim]; dim: number }>> = {
  cap: { rims: [rim(0.66, 0.2, -0.05), rim(0.36, 0.16, -0.2)], dim: 0.75 },
  capBackwards: { rims: [rim(0.7, 0.22, -0.1), rim(0.44, 0.18, -0.2)], dim: 0.15 },
  beanie: { rims: [rim(0.68, 0.12, -0.2), rim(0.34, 0.02, -0.35)], dim: 0.18 },
  brimmed: { rims: [rim(0.66, 0.24, 0.1), rim(0.38, 0.16, -0.05)], dim: 0.7 },
  bucket: { rims: [rim(0.62, 0.22, 0), rim(0.36, 0.14, -0.15)], dim: 0.6 },
  helmet: { rims: [rim(0.62, 0.16, -0.1), rim(0.42, 0.1, -0.2)], dim: 0.35 },
  headband: { rims: [rim(0.6, 0.16, -0.1), rim(0.42, 0.08, -0.2)], dim: 0.12 },
};

function rim(front: number, side: number, back: number): Rim {
  return { front, side, back, slope: 0 };
}

/** Makes a hat for a head at rest. */
export function makeHat(model: HeadModel, rest: Float32Array, worn: HatWorn): Hat {
  const style = HAT_STYLES[worn.style] ?? 'cap';
  if (style === 'headscarf' || style === 'hood') return hatHood(reachOf(model, rest, true), style === 'hood', worn);
  const reach = reachOf(model, rest, false);
  const { rims, dim } = FITS[style];
  const slope = (worn.tiltDeg * PI) / 180;
  const between = (name: 'front' | 'side' | 'back'): number => mix(rims[0][name], rims[1][name], worn.pull);
  const edge: Rim = { front: between('front'), side: between('side'), back: between('back'), slope };
  const shell = new HatShell(reach, edge, CLEAR[style](worn));
  const builder = new WornBuilder();
  BUILD[style](builder, shell, worn);
  return { mesh: builder.mesh(), reach, ...coverOf(shell, style, dim) };
}

type ShellStyle = keyof typeof FITS;

/** dm between skin and cloth per style. */
const CLEAR: Readonly<Record<ShellStyle, (worn: HatWorn) => (turn: number, share: number) => number>> = {
  cap: () => (turn, share) =>
    0.055 + 0.1 * smoothStep(-0.2, 0.9, cos(turn)) * share * (1 - share) * 3 + 0.06 * (1 - share),
  capBackwards: () => (_, share) => 0.05 + 0.1 * (1 - share),
  beanie: (worn) => (turn, share) =>
    0.075 +
    0.2 * smoothStep(0.6, 0, share) +
    0.02 * sin(3 * turn + 40 * worn.pull) * smoothStep(1, 0.5, share) +
    0.015 * sin(7 * turn + 9 * share + 20 * worn.pull) * smoothStep(1, 0.6, share),
  brimmed: () => (_, share) => 0.06 + 0.34 * smoothStep(1, 0.62, share),
  bucket: (worn) => (turn, share) => 0.06 + 0.16 * smoothStep(1, 0.6, share) + 0.012 * sin(5 * turn + 30 * worn.pull),
  helmet: () => (_, share) => 0.16 + 0.12 * smoothStep(1, 0.5, share),
  headband: () => (_, share) => 0.045 + 0.02 * smoothStep(1, 0.9, share),
};

type Build = (builder: WornBuilder, shell: HatShell, worn: HatWorn) => void;

const BUILD: Readonly<Record<ShellStyle, Build>> = {
  cap: (builder, shell, worn) => {
    builder.use({ colour: worn.colour, gloss: 0.05, relief: 'panels' });
    crown(builder, shell, 0, 1);
    builder.use({ colour: worn.pull > 0.6 ? darker(worn.colour) : worn.colour, gloss: 0.05, relief: 'weave' });
    peak(builder, shell, (worn.tiltDeg * 1.5 * PI) / 180);
  },
  capBackwards: (builder, shell, worn) => {
    builder.use({ colour: worn.colour, gloss: 0.05, relief: 'weave' });
    crown(builder, shell, 0, 1);
    builder.use({ colour: darker(worn.colour), gloss: 0.05, relief: 'weave' });
    peak(builder, shell, PI + (worn.tiltDeg * PI) / 180);
    band(builder, shell, 0.95, 1.02, 0.012);
  },
  beanie: (builder, shell, worn) => {
    builder.use({ colour: worn.colour, gloss: 0, relief: 'knit' });
    crown(builder, shell, 0, 1);
    builder.use({ colour: worn.pull > 0.5 ? worn.colour : darker(worn.colour), gloss: 0, relief: 'knit' });
    band(builder, shell, 0.8, 1.03, 0.045);
  },
  brimmed: (builder, shell, worn) => {
    builder.use({ colour: worn.colour, gloss: 0.05, relief: 'weave' });
    crown(builder, shell, 0, 1);
    brim(builder, shell, 0.62, 0.08, 0.1);
    builder.use({ colour: darker(darker(worn.colour)), gloss: 0.2, relief: 'smooth' });
    band(builder, shell, 0.86, 1, 0.015);
  },
  bucket: (builder, shell, worn) => {
    builder.use({ colour: worn.colour, gloss: 0.02, relief: 'weave' });
    crown(builder, shell, 0, 1);
    brim(builder, shell, 0.42, 0.3, 0.04);
  },
  helmet: (builder, shell, worn) => {
    builder.use({ colour: worn.colour, gloss: 1, relief: 'smooth' });
    crown(builder, shell, 0, 1);
    brim(builder, shell, 0.1, 0.04, 0);
    peak(builder, shell, 0, 0.4);
  },
  headband: (builder, shell, worn) => {
    builder.use({ colour: worn.colour, gloss: 0.02, relief: 'knit' });
    band(builder, shell, 0.78, 1, 0.01);
  },
};

const COLUMNS = 40;
const turnAt = (column: number): number => -PI + 2 * PI * column;
const darker = (colour: Rgb): Rgb => [0.55 * colour[0], 0.55 * colour[1], 0.55 * colour[2]];

function crown(builder: WornBuilder, shell: HatShell, from: number, to: number): void {
  builder.sheet(9, COLUMNS, true, (row, column) => shell.point(turnAt(column), mix(from, to, row), 0, 1));
}

/** A strip around the head, rounded at both edges, over the cloth below it. */
function band(builder: WornBuilder, shell: HatShell, from: number, to: number, thick: number): void {
  builder.sheet(4, COLUMNS, true, (row, column) => {
    const round = Math.sqrt(Math.max(0, 1 - (2 * row - 1) * (2 * row - 1)));
    return shell.point(turnAt(column), mix(from, to, row), 0.012 + thick * round, 0.75 + 0.25 * round);
  });
}

/** The peak of a cap: longest in the middle, bent down at the sides. */
function peak(builder: WornBuilder, shell: HatShell, towards: number, length = 0.74): void {
  const half = 1.08;
  builder.sheet(5, 18, false, (row, column) => {
    const share = 2 * column - 1;
    const turn = towards + half * share;
    const [x, y, z] = shell.point(turn, 0.985, 0.005, 1);
    const reach = length * Math.sqrt(Math.max(0, 1 - share * share * share * share)) * row;
    const lean = 0.35;
    const ox = lean * sin(turn) + (1 - lean) * sin(towards);
    const oz = lean * cos(turn) + (1 - lean) * cos(towards);
    const drop = (0.16 + 0.3 * share * share) * reach + 0.1 * reach * reach;
    return [x + ox * reach, y - drop, z + oz * reach, turn, row, 1];
  });
}

/** A brim all around. @param droop fall per dm outwards @param lift of the sides, dm */
function brim(builder: WornBuilder, shell: HatShell, width: number, droop: number, lift: number): void {
  builder.sheet(4, COLUMNS, true, (row, column) => {
    const turn = turnAt(column);
    const [x, y, z] = shell.point(turn, 0.99, 0.005, 1);
    const out = width * row;
    const side = sin(turn) * sin(turn);
    return [
      x + out * sin(turn),
      y - droop * out + lift * side * row * row,
      z + out * cos(turn),
      turn * 1.2,
      row * width,
      1,
    ];
  });
}

function coverOf(shell: HatShell, style: ShellStyle, dim: number): Omit<Hat, 'mesh' | 'reach'> {
  const top = style === 'headband' ? 0.78 : 0;
  const { reach, rim: edge } = shell;
  return {
    holdHair: (x, y, z, held) => {
      const { turn, fall, radius } = reach.polar(x, y, z);
      const rimFall = shell.rimFall(turn);
      const below = (fall - rimFall) * radius;
      held.out = top > 0 ? Math.max(below, (top * rimFall - fall) * radius) : below;
      held.scale = 1;
      if (held.out < -0.3 || (top > 0 && fall < rimFall * 0.9)) return;
      const cloth = shell.radius(turn, Math.min(fall, rimFall), rimFall) - 0.015;
      const most = held.out > 0 ? cloth * (1 + 1.1 * held.out) : cloth;
      if (radius > most) held.scale = most / radius;
    },
    dimDownTo: reach.eyes + Math.min(edge.front, edge.side, edge.back) - dim - 0.2,
    letsPass: (x, y, z) => {
      const { turn, fall, radius } = reach.polar(x, y, z);
      const below = (fall - shell.rimFall(turn)) * radius;
      if (below > dim) return 1;
      const front = style === 'cap' ? smoothStep(0.1, 0.7, cos(turn)) : 1;
      return 1 - (0.25 + 0.35 * front) * smoothStep(dim, 0.05, below);
    },
  };
}
