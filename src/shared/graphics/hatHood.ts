import { cos, mix, PI, sin, smoothStep } from './exactMath';
import type { HatWorn } from './worn';
import type { HeadReach } from './headReach';
import type { Hat } from './hat';
import { unit, WornBuilder, type Point } from './wornMesh';

/** The oval of the face that a scarf or a hood leaves open: half axes and heights relative to the eyes, dm. */
interface Opening {
  readonly halfWidth: number;
  readonly top: number;
  readonly bottom: number;
  /** Depth of the cloth's edge at the top, and how much farther back it is at the sides. */
  readonly clear: number;
}

const ROWS = 9;
const COLUMNS = 36;
const BACK: Point = [0, 0.12, -0.99];

/** A headscarf that closes under the chin, or the hood of a jacket, which stands off and is open below. */
export function hatHood(reach: HeadReach, isHood: boolean, worn: HatWorn): Hat {
  const { eyes, middle: skull } = reach;
  const opening: Opening = isHood
    ? { halfWidth: 0.86, top: mix(0.92, 0.62, worn.pull), bottom: -1.35, clear: 0.2 }
    : { halfWidth: 0.69, top: mix(0.68, 0.42, worn.pull), bottom: -1.14, clear: 0.05 };
  const builder = new WornBuilder();
  builder.use({ colour: worn.colour, gloss: isHood ? 0 : 0.08, relief: 'weave' });
  const phase = 30 * worn.pull;
  const folds = isHood ? 0.03 : 0.018;
  builder.sheet(ROWS, COLUMNS, true, (row, column) => {
    const angle = -2 * PI * column; // against the clock, so that the outside is the front of the sheet
    const edge = rimDirection(opening, angle);
    const d = unit([mix(edge[0], BACK[0], row), mix(edge[1], BACK[1], row), mix(edge[2], BACK[2], row)]);
    const { turn, fall } = reach.polar(skull[0] + d[0], skull[1] + d[1], skull[2] + d[2]);
    const wave = folds * (sin(5 * angle + phase) + sin(9 * row + 3 * angle + phase)) * smoothStep(0, 0.25, row);
    const full = (isHood ? 0.14 : 0.09) * smoothStep(0, 0.5, row);
    // The rim of a hood stands forwards; both roll inwards at the very edge.
    const roll = row === 0 ? -0.03 : 0;
    const radius = Math.min(1.72, reach.at(turn, fall)) + opening.clear + full + wave + roll;
    return [skull[0] + radius * d[0], skull[1] + radius * d[1], skull[2] + radius * d[2], angle * 1.1, row * 2, 1];
  });
  drape(builder, reach, isHood, phase);
  const inside = (x: number, y: number, z: number): number => {
    const middle = eyes + (opening.top + opening.bottom) / 2;
    const half = (opening.top - opening.bottom) / 2;
    const dy = (y - middle) / half;
    const dx = (x - skull[0]) / opening.halfWidth;
    const within = 0.6 * (1 - Math.sqrt(dx * dx + dy * dy));
    const ahead = z - skull[2] - 0.05;
    return ahead > 0 ? within : Math.min(within, 0.7 * ahead);
  };
  return {
    mesh: builder.mesh(),
    reach,
    holdHair: (x, y, z, held) => {
      held.out = isHood ? inside(x, y, z) : -1;
      held.scale = 1;
      if (held.out < -0.3) return;
      const { turn, fall, radius } = reach.polar(x, y, z);
      held.scale = Math.min(1, (reach.at(turn, fall) + opening.clear + 0.02) / radius);
    },
    dimDownTo: eyes - 1.3,
    letsPass: (x, y, z) => {
      const near = inside(x, y, z);
      if (near <= 0) return 0.5;
      return isHood ? 0.62 + 0.38 * smoothStep(0, 0.35, near) : 0.72 + 0.28 * smoothStep(0, 0.12, near);
    },
  };
}

/** From the middle of the skull, which lies 0.27 dm above the eyes, to the edge of the opening. */
function rimDirection(opening: Opening, angle: number): Point {
  const s = sin(angle);
  const c = cos(angle);
  const middle = (opening.top + opening.bottom) / 2;
  const half = (opening.top - opening.bottom) / 2;
  const y = middle + half * c - 0.27;
  // The forehead and the chin lie farther forwards than the temples.
  const z = 0.82 - 0.62 * s * s - (c < 0 ? 0.18 * c * c : 0);
  return unit([opening.halfWidth * s, y, z]);
}

/** Cloth around neck and shoulders. */
function drape(builder: WornBuilder, { eyes, middle }: HeadReach, isHood: boolean, phase: number): void {
  builder.sheet(6, COLUMNS, true, (row, column) => {
    const angle = 2 * PI * column;
    const front = cos(angle);
    const top = eyes - (isHood ? 1.3 : 1.0) + (front < 0 ? 0.35 : -0.06);
    const y = mix(top, eyes - 2.3, row);
    const spread = 1 + 0.9 * row * row;
    const wave = 0.05 * sin(4 * angle + 7 * row + phase) + 0.03 * sin(9 * angle + phase);
    const across = (isHood ? 0.82 : 0.68) * spread + wave;
    const depth = (front > 0 ? (isHood ? 0.85 : 0.8) : 0.78) * (1 + 0.35 * row) + wave;
    return [
      middle[0] + across * sin(angle),
      y,
      middle[2] - 0.12 + depth * front,
      angle * 1.1,
      2 + row,
      0.5 + 0.5 * row,
    ];
  });
}
