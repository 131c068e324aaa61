import { factorsOf, VECTORS, type VectorName } from '@shared/domain/coefficients';
import { Nuisances } from '@shared/domain/coefficientParts';
import type { SampleFactors } from '@shared/graphics/factors';

const zeros = (name: VectorName): number[] => Array.from({ length: VECTORS[name].count }, () => 0);

/** The average person in a plain shot, turned by some degrees. */
export const plainFactors = (yawDeg: number): SampleFactors =>
  factorsOf({
    outis: 1,
    kind: 'coefficients',
    identity: zeros('identity'),
    expression: zeros('expression'),
    light: zeros('light').fill(1, 0, 3),
    pose: [yawDeg, 0, 0],
    background: zeros('background'),
    meshes: { hair: { mesh: null, mirrored: false, fringe: null }, lash: 'eyelashes01', glasses: null, scars: [] },
    nuisances: Nuisances.parse({ grainSeed: 1 }),
    requested: { ageYears: 40, sex: 'female', ancestry: { african: 0, asian: 0, caucasian: 1 } },
  });
