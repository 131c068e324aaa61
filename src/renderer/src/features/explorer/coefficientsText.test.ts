import { describe, expect, it } from 'vitest';
import type { SampleFactors } from '@shared/graphics/factors';
import { toFailureDetail } from '@shared/lib/failure';
import { Coefficients, factorsOf, FullCoefficients } from '@shared/domain/coefficients';
import { parseCoefficients, writeCoefficients } from './coefficientsText';

const factors = (): SampleFactors =>
  factorsOf(
    FullCoefficients.parse({
      ...Coefficients.parse({
        outis: 1,
        kind: 'coefficients',
        identity: new Array(160).fill(0.1),
        expression: new Array(64).fill(0),
        light: new Array(27).fill(0.5),
        pose: [10, 0, 0],
        background: new Array(32).fill(0),
      }),
      meshes: { hair: { mesh: 'long01', mirrored: false, fringe: null }, lash: 'eyelashes01', glasses: null },
      requested: { ageYears: 30, sex: 'female', ancestry: { african: 0, asian: 0, caucasian: 1 } },
    }),
  );

const refusal = (text: string): { message: string; place: string | undefined } => {
  try {
    parseCoefficients(text);
  } catch (thrown) {
    const { message, place } = toFailureDetail(thrown);
    return { message, place };
  }
  throw new Error('was taken');
};

describe('coefficients as text', () => {
  it('come back as they were written, to the bit', () => {
    const parsed = FullCoefficients.parse(parseCoefficients(writeCoefficients(factors())));
    expect(factorsOf(parsed)).toEqual(factors());
  });

  it('may be the five factors alone', () => {
    const { identity, expression, light, pose, background } = parseCoefficients(writeCoefficients(factors()));
    const bare = parseCoefficients(JSON.stringify({ identity, expression, light, pose, background }));
    expect(bare).toMatchObject({ outis: 1, kind: 'coefficients', identity });
    expect(bare.meshes).toBeUndefined();
    expect(refusal(JSON.stringify({ outis: 2, kind: 'coefficients', identity })).place).toBe('outis');
    expect(refusal('[1]').message).toContain('cannot be used');
  });

  it('are refused with the place and what was expected there', () => {
    const text = writeCoefficients(factors());
    expect(refusal('{').message).toBe('This is not JSON.');
    const short = JSON.stringify({ ...(JSON.parse(text) as object), light: [1, 2] });
    expect(refusal(short).message).toContain('2 numbers, expected 27');
    expect(refusal(short).place).toBe('light');
    const wild = JSON.stringify({ ...(JSON.parse(text) as object), pose: [0, 400, 0] });
    expect(refusal(wild).place).toBe('pose.1');
  });
});
