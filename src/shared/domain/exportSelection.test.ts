import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectSamples, type SelectableSample, type SelectionRequest } from './exportSelection';

interface Sample extends SelectableSample {
  readonly key: string;
}

/** @param counts samples of each identity. */
const samplesOf = (counts: readonly number[], partnerOf = (_identity: number, _sample: number) => -1): Sample[] =>
  counts.flatMap((count, identityIndex) =>
    Array.from({ length: count }, (_, sampleIndex) => ({
      identityIndex,
      sampleIndex,
      identityName: `n${identityIndex}`,
      partnerIndex: partnerOf(identityIndex, sampleIndex),
      key: `${identityIndex}/${sampleIndex}`,
    })),
  );

const ask = (change: Partial<SelectionRequest> = {}): SelectionRequest => ({
  identities: null,
  samples: 3,
  allowFewer: false,
  seed: 1,
  ...change,
});
const indices = (selection: { identities: readonly { identityIndex: number }[] }): number[] =>
  selection.identities.map(({ identityIndex }) => identityIndex);

describe('selectSamples', () => {
  it('takes exactly S of each identity that has them and names the others', () => {
    const selection = selectSamples(samplesOf([5, 2, 3, 0, 4]), ask());
    expect(indices(selection)).toEqual([0, 2, 4]);
    expect(selection.identities.map(({ samples }) => samples.length)).toEqual([3, 3, 3]);
    expect(selection.shortIdentities).toEqual([{ identityName: 'n1', samples: 2 }]);
    expect(selection.availableIdentities).toBe(3);
  });

  it('takes identities with fewer when asked, and says which', () => {
    const selection = selectSamples(samplesOf([5, 2, 3]), ask({ allowFewer: true }));
    expect(selection.identities.map(({ samples }) => samples.length)).toEqual([3, 2, 3]);
    expect(selection.shortIdentities).toEqual([{ identityName: 'n1', samples: 2 }]);
  });

  it('chooses the first N in order, and as many as there are when N is too large', () => {
    expect(indices(selectSamples(samplesOf([3, 1, 3, 3, 3]), ask({ identities: 3 })))).toEqual([0, 2, 3]);
    const short = selectSamples(samplesOf([3, 3]), ask({ identities: 5 }));
    expect(indices(short)).toEqual([0, 1]);
    expect(short.availableIdentities).toBe(2);
  });

  it('draws by the seed, each identity from its own stream', () => {
    const keys = (counts: readonly number[], seed: number): string[] =>
      selectSamples(samplesOf(counts), ask({ seed })).identities.flatMap(({ samples }) =>
        samples.map(({ key }) => key),
      );
    const drawn = keys([40, 40], 1);
    expect(keys([40, 40], 1)).toEqual(drawn);
    expect(keys([40, 40], 2)).not.toEqual(drawn);
    // What the first identity has does not change what is drawn of the second.
    expect(keys([7, 40], 1).slice(3)).toEqual(drawn.slice(3));
    expect(drawn.slice(0, 3)).toEqual([...drawn.slice(0, 3)].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2))));
  });

  it('holds back mixed samples whose partner does not go out', () => {
    // Identity 0 has four samples, one of them mixed with identity 3.
    const samples = samplesOf([4, 3, 3, 3], (identity, sample) => (identity === 0 && sample === 0 ? 3 : -1));
    const selection = selectSamples(samples, ask({ identities: 2 }));
    expect(indices(selection)).toEqual([0, 1]);
    expect(selection.identities[0]?.samples.map(({ key }) => key)).toEqual(['0/1', '0/2', '0/3']);
    expect(selection.partnerOutside).toBe(1);
    expect(selectSamples(samples, ask({ samples: 4, identities: 1 })).identities).toEqual([]);
  });

  it('drops in a chain: who loses a partner may fall short itself', () => {
    // 0 needs 1, 1 needs 2, 2 is short.
    const samples = samplesOf([3, 3, 2, 3], (identity, sample) => (sample === 0 && identity < 2 ? identity + 1 : -1));
    expect(indices(selectSamples(samples, ask()))).toEqual([3]);
    expect(selectSamples(samples, ask()).shortIdentities.map(({ identityName }) => identityName)).toEqual([
      'n0',
      'n1',
      'n2',
    ]);
  });

  it('keeps its promises for any set', () => {
    const set = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
    const request = fc.record({
      identities: fc.option(fc.integer({ min: 1, max: 12 })),
      samples: fc.integer({ min: 1, max: 5 }),
      allowFewer: fc.boolean(),
      seed: fc.nat(100),
    });
    fc.assert(
      fc.property(set, request, fc.nat(6), (counts, asked, mixed) => {
        const samples = samplesOf(counts, (i, s) => (s < mixed ? (i + s + 1) % counts.length : -1)).map((sample) =>
          sample.partnerIndex === sample.identityIndex ? { ...sample, partnerIndex: -1 } : sample,
        );
        const selection = selectSamples(samples, asked);
        const chosen = new Set(indices(selection));
        expect([...chosen]).toEqual([...chosen].sort((a, b) => a - b));
        if (asked.identities !== null) expect(chosen.size).toBeLessThanOrEqual(asked.identities);
        for (const identity of selection.identities) {
          const keys = identity.samples.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          if (asked.allowFewer) {
            expect(keys.length).toBeGreaterThan(0);
            expect(keys.length).toBeLessThanOrEqual(asked.samples);
          } else expect(keys.length).toBe(asked.samples);
          for (const { partnerIndex, identityIndex } of identity.samples) {
            expect(identityIndex).toBe(identity.identityIndex);
            expect(partnerIndex === -1 || chosen.has(partnerIndex)).toBe(true);
          }
        }
        expect(selectSamples([...samples].reverse(), asked)).toEqual(selection);
      }),
    );
  });
});
