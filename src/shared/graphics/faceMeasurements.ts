import { IDENTITY_COUNT } from './coefficientLayout';
import { ISLAND, SHAPE_COMPONENT_COUNT, type HeadModel } from './headModel';

const MM_PER_DM = 100;
const AXIS = { x: 0, y: 1, z: 2 } as const;

/** Points of anthropometry (Farkas, "Anthropometry of the Head and Face", 1994) on the base mesh, dm; those off the middle are on the person's left. */
const POINTS = {
  zygion: [0.698, 7.065, 0.778],
  gonion: [0.58, 6.613, 0.826],
  nasion: [0, 7.323, 1.506],
  noseTip: [0, 6.909, 1.681],
  subnasale: [0, 6.772, 1.559],
  alare: [0.171, 6.903, 1.509],
  cheilion: [0.25, 6.615, 1.374],
  lipTop: [0, 6.696, 1.597],
  lipBottom: [0, 6.489, 1.556],
  pogonion: [0, 6.327, 1.499],
  menton: [0, 6.177, 1.403],
  innerCanthus: [0.204, 7.272, 1.346],
  outerCanthus: [0.435, 7.277, 1.308],
  lidTop: [0.351, 7.326, 1.362],
  lidBottom: [0.31, 7.247, 1.361],
} as const satisfies Record<string, readonly [number, number, number]>;
type PointName = keyof typeof POINTS;

/** Distance along an axis, first minus second; `across`: between a point and its twin on the other side. */
export interface Measurement {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly group: 'face' | 'eyes' | 'nose' | 'mouth';
  readonly from: PointName;
  readonly to: PointName | 'across';
  readonly axis: keyof typeof AXIS;
}

const measured = (
  group: 'face' | 'eyes' | 'nose' | 'mouth',
  id: string,
  label: string,
  from: PointName,
  to: PointName | 'across',
  axis: keyof typeof AXIS,
  hint: string,
): Measurement => ({ id, label, hint, group, from, to, axis });

export const MEASUREMENTS: readonly Measurement[] = [
  measured('face', 'faceWidth', 'Face width', 'zygion', 'across', 'x', 'Between the cheekbones.'),
  measured('face', 'jawWidth', 'Jaw width', 'gonion', 'across', 'x', 'Between the corners of the jaw.'),
  measured(
    'face',
    'chinLength',
    'Chin length',
    'lipBottom',
    'menton',
    'y',
    'From the red of the lower lip down to the chin.',
  ),
  measured(
    'face',
    'chinForward',
    'Chin forward',
    'pogonion',
    'subnasale',
    'z',
    'How far the chin stands before the base of the nose.',
  ),
  measured('nose', 'noseLength', 'Nose length', 'nasion', 'subnasale', 'y', 'From the root of the nose to its base.'),
  measured('nose', 'noseWidth', 'Nose width', 'alare', 'across', 'x', 'Between the wings of the nose.'),
  measured('nose', 'noseProjection', 'Nose tip', 'noseTip', 'subnasale', 'z', 'How far the tip stands out.'),
  measured(
    'mouth',
    'mouthWidth',
    'Mouth width',
    'cheilion',
    'across',
    'x',
    'Between the corners of the mouth, at rest.',
  ),
  measured('mouth', 'lipHeight', 'Lip fullness', 'lipTop', 'lipBottom', 'y', 'Height of the red of both lips.'),
  measured(
    'mouth',
    'philtrum',
    'Upper lip',
    'subnasale',
    'lipTop',
    'y',
    'From the base of the nose to the red of the lip.',
  ),
  measured(
    'eyes',
    'eyeWidth',
    'Eye size',
    'outerCanthus',
    'innerCanthus',
    'x',
    'Width of the opening, mean of both eyes.',
  ),
  measured('eyes', 'eyeOpening', 'Eye opening', 'lidTop', 'lidBottom', 'y', 'Height of the opening at rest.'),
  measured(
    'eyes',
    'eyeSpacing',
    'Eye distance',
    'innerCanthus',
    'across',
    'x',
    'Between the inner corners of the eyes.',
  ),
  measured(
    'eyes',
    'eyeSlant',
    'Eye slant',
    'outerCanthus',
    'innerCanthus',
    'y',
    'How much higher the outer corner lies.',
  ),
];

/** A number that is linear in the identity coefficients: offset + weights · coefficients (160). */
export interface Linear {
  readonly offset: number;
  readonly weights: Float64Array;
}

/** Distance between landmarks of the head at rest, mm. Points beside the middle are measured on both sides and averaged, so that no slider makes a face lopsided. */
export function measure(model: HeadModel, { from, to, axis }: Measurement): Linear {
  if (to === 'across') return difference(model, nearestVertex(model, from, 1), nearestVertex(model, from, -1), axis, 1);
  const [left, right] = ([1, -1] as const).map((side) =>
    difference(
      model,
      nearestVertex(model, from, side),
      nearestVertex(model, to, side),
      axis,
      axis === 'x' ? side / 2 : 0.5,
    ),
  );
  return {
    offset: left.offset + right.offset,
    weights: left.weights.map((weight, i) => weight + right.weights[i]),
  };
}

/** `share` × (first − second) along an axis, mm. */
function difference(model: HeadModel, first: number, second: number, axis: keyof typeof AXIS, share: number): Linear {
  const { average, components, scales } = model.shape;
  const [a, b] = [3 * first + AXIS[axis], 3 * second + AXIS[axis]];
  const weights = new Float64Array(IDENTITY_COUNT);
  for (let c = 0; c < SHAPE_COMPONENT_COUNT; c++) {
    const row = c * average.length;
    weights[c] = share * MM_PER_DM * scales[c] * (components[row + a] - components[row + b]);
  }
  return { offset: share * MM_PER_DM * (average[a] - average[b]), weights };
}

/** The moving vertex of the outer skin nearest to a point of the base mesh. @param side −1 mirrors the point */
function nearestVertex(model: HeadModel, point: PointName, side: 1 | -1): number {
  const [x, y, z] = POINTS[point];
  const { base } = model.shape;
  const { island, positionIndex } = model.body;
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < positionIndex.length; i++) {
    if (island[i] !== ISLAND.head) continue;
    const n = 3 * positionIndex[i];
    const [dx, dy, dz] = [base[n] - side * x, base[n + 1] - y, base[n + 2] - z];
    const distance = dx * dx + dy * dy + dz * dz;
    if (distance < least) [least, best] = [distance, positionIndex[i]];
  }
  return best;
}
