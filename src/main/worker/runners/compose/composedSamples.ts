import { type ComposedPerson } from '@shared/domain/compose';
import { factorsOf } from '@shared/domain/coefficients';
import type { GraphicsOptions } from '@shared/domain/graphicsOptions';
import { type RequestedAttributes, sampleShot } from '@shared/graphics/factors';
import type { HeadModel } from '@shared/graphics/headModel';
import type { GivenSample } from '../../../engine/generators/graphics/encodedSample';
import { wholeCoefficients } from '../../../engine/generators/graphics/wholeCoefficients';

/** What decides the drawn shots of a set beside its people. */
export interface ShotSource {
  readonly seed: number;
  readonly options: GraphicsOptions;
}

/**
 * The factors of all samples of somebody made by hand: the shot that was looked at first, where it is kept, then drawn ones. A function
 * of its arguments alone.
 * @param identityIndex the person's number in the set
 */
export function composedSamples(
  model: HeadModel,
  { coefficients, samples, keepsShot }: ComposedPerson,
  identityIndex: number,
  { seed, options }: ShotSource,
): GivenSample[] {
  const { identity, shot } = factorsOf(wholeCoefficients(model, coefficients));
  const own = optionsFor(identity.requested, options);
  return Array.from({ length: samples }, (_, sampleIndex) => ({
    sampleIndex,
    factors: {
      identity,
      shot: sampleIndex === 0 && keepsShot ? shot : sampleShot(model, seed, identityIndex, sampleIndex, own),
    },
    partnerIndex: -1,
    weight: 1,
  }));
}

/** Other haircuts, beards and make-up are drawn for whom the seed gives at this number: it shall be somebody like this person. */
function optionsFor({ sex, ageYears, ancestry }: RequestedAttributes, options: GraphicsOptions): GraphicsOptions {
  const age = Math.min(90, Math.max(18, ageYears));
  const isNamed = ancestry.african + ancestry.asian + ancestry.caucasian > 0;
  return {
    ...options,
    femaleShare: sex === 'female' ? 1 : 0,
    ageMinYears: age,
    ageMaxYears: age,
    ancestry: isNamed ? ancestry : options.ancestry,
  };
}
