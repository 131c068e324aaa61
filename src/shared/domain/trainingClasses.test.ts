import { describe, expect, it } from 'vitest';
import { Failure } from '../lib/failure';
import { sampleId } from './ids';
import type { SampleRow } from './sample';
import { assignClasses } from './trainingClasses';

const row = (identityIndex: number, sampleIndex: number, mix?: { partner: number; weight: number }): SampleRow => ({
  id: sampleId(identityIndex, sampleIndex),
  identityIndex,
  sampleIndex,
  identityName: String(identityIndex + 1).padStart(5, '0'),
  file: `images/${identityIndex}/${sampleIndex}.jpg`,
  sha256: '0'.repeat(64),
  widthPx: 112,
  heightPx: 112,
  sizeBytes: 1,
  partnerIndex: mix?.partner ?? -1,
  weight: mix?.weight ?? 1,
  source: '',
  numbers: {},
});
const set = (identities: number, samples: number): SampleRow[] =>
  Array.from({ length: identities * samples }, (_, i) => row(Math.floor(i / samples), i % samples));

describe('assignClasses', () => {
  it('puts real classes after synthetic ones and holds out only synthetic identities', () => {
    const classes = assignClasses(
      [
        { kind: 'syn', rows: set(4, 2) },
        { kind: 'real', rows: set(3, 2) },
      ],
      1,
    );
    expect(classes.classCount).toBe(6);
    expect(classes.offsets).toEqual([0, 3]);
    expect(classes.heldOut.map(({ row: held }) => held.identityIndex)).toEqual([3, 3]);
    expect(classes.samples.at(-1)).toMatchObject({ labelA: 5, weightA: 1, weightB: 0 });
  });

  it('keeps labels without gaps where an identity has too few samples', () => {
    const classes = assignClasses([{ kind: 'syn', rows: [...set(1, 2), row(1, 0), row(2, 0), row(2, 1)] }], 0);
    expect(classes.classCount).toBe(2);
    expect(new Set(classes.samples.map((sample) => sample.labelA))).toEqual(new Set([0, 1]));
  });

  it('drops a mixture with a held-out partner instead of giving it another label', () => {
    const rows = [...set(3, 2), row(0, 2, { partner: 2, weight: 0.7 }), row(0, 3, { partner: 1, weight: 0.25 })];
    const classes = assignClasses([{ kind: 'syn', rows }], 1);
    expect(classes.droppedMixed).toBe(1);
    expect(classes.samples.find((sample) => sample.weightA === 0.25)).toMatchObject({ labelB: 1, weightB: 0.75 });
    expect(classes.heldOut).toHaveLength(2);
  });

  it('refuses what cannot be learned from', () => {
    expect(() => assignClasses([{ kind: 'syn', rows: set(2, 3) }], 1)).toThrow(Failure);
  });
});
