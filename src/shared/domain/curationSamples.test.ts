import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleRanges, SampleSet, keyOfSample, keysOf, rangesOf, sampleOfKey, sampleSetOf } from './curationSamples';
import { sampleId } from './ids';

const keys = (...numbers: number[]): Float64Array => Float64Array.from(numbers);

describe('samples of a line', () => {
  it('writes whole identities and runs shortly, and reads them back', () => {
    const samples = [0, 1, 2].flatMap((identity) => [0, 1, 2].map((sample) => identity * 10_000 + sample));
    samples.push(70_001, 70_004, 70_005, 70_006);
    expect(rangesOf(Float64Array.from(samples))).toBe('0-2:0-2;7:1,4-6');
    expect(Array.from(keysOf('0-2:0-2;7:1,4-6'))).toEqual(samples);
  });

  it('is the same set after writing and reading, whatever the set', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 9999 })), {
          minLength: 1,
          maxLength: 200,
          selector: ([identity, sample]) => identity * 10_000 + (sample % 40),
        }),
        (pairs) => {
          const wanted = Float64Array.from(pairs, ([identity, sample]) => identity * 10_000 + (sample % 40)).sort();
          const ranges = rangesOf(wanted);
          expect(SampleRanges.safeParse(ranges).success).toBe(true);
          expect(keysOf(ranges)).toEqual(wanted);
          expect(keysOf(sampleSetOf(wanted))).toEqual(wanted);
        },
      ),
    );
  });

  it('does not run the last sample of an identity into the first of the next', () => {
    const wanted = keys(9_999, 10_000);
    expect(rangesOf(wanted)).toBe('0:9999;1:0');
    expect(keysOf('0:9999;1:0')).toEqual(wanted);
  });

  it('reads lists in any order, each sample once', () => {
    expect(keysOf([sampleId(1, 2), sampleId(0, 5), sampleId(1, 2)])).toEqual(keys(5, 10_002));
    expect(sampleOfKey(10_002)).toBe('i000001s0002');
    expect(keyOfSample(sampleId(999_999, 9999))).toBe(9_999_999_999);
  });

  it.each([
    '',
    '0',
    '0:',
    '0:1,',
    '0:2,1',
    '0:1,1',
    '1:0;0:0',
    '0-1:0;1:1',
    '0:3-1',
    '0:3-3',
    '0:01',
    '1000000:0',
    '0:10000',
    '0:0;',
    ' 0:0',
    '0:0x',
    '-1:0',
    '0-999999:0-9999',
  ])('refuses %j', (text) => {
    expect(SampleSet.safeParse(text).success).toBe(false);
  });

  it('names few samples one by one, as the first journals did', () => {
    expect(sampleSetOf(keys(3, 10_000))).toEqual(['i000000s0003', 'i000001s0000']);
  });
});
