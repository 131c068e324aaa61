import type { Coefficients, FullCoefficients } from '@shared/domain/coefficients';
import type { HeadModel } from '@shared/graphics/headModel';
import { supposeRest } from '@shared/graphics/supposeRest';

/** A file of coefficients with what it leaves out supposed from the head's shape. */
export function wholeCoefficients(model: HeadModel, coefficients: Coefficients): FullCoefficients {
  const { meshes, requested } = supposeRest(model, Float32Array.from(coefficients.identity));
  return {
    ...coefficients,
    meshes: coefficients.meshes ?? { ...meshes, scars: [...meshes.scars] },
    requested: coefficients.requested ?? requested,
  };
}
