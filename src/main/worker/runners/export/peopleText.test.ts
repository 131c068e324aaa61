import { describe, expect, it } from 'vitest';
import type { LaidOutFile } from '@shared/domain/exportLayout';
import type { SampleRow } from '@shared/domain/sample';
import type { DraftPairs } from '../../../storage/exportDraft';
import { peopleText } from './peopleText';

const file = (label: number, position: number): LaidOutFile<SampleRow> => ({
  path: '',
  origin: 'syn',
  label,
  folder: String(label + 1).padStart(5, '0'),
  position,
  sample: {} as SampleRow, // people.txt holds nothing of the samples
  partner: null,
});

const FILES = [0, 0, 1, 2, 2, 2, 3].map((label, position) => file(label, position));
const side = (identity: number) => ({ identity, sample: 0 });

describe('peopleText', () => {
  it('has one set where there are no folds', () => {
    expect(peopleText(FILES, null)).toBe('1\n4\n00001\t2\n00002\t1\n00003\t3\n00004\t1\n');
  });

  it('has the folds of the pairs as sets, and everybody in one of them', () => {
    const pairs: DraftPairs = {
      perFold: 1,
      identities: [[file(0, 0)], [file(2, 0)], [file(3, 0)]],
      folds: [
        { genuine: [{ a: side(1), b: side(1) }], impostor: [] },
        { genuine: [{ a: side(0), b: side(0) }], impostor: [{ a: side(0), b: side(2) }] },
      ],
    };
    expect(peopleText(FILES, pairs)).toBe('2\n2\n00003\t3\n00002\t1\n2\n00001\t2\n00004\t1\n');
  });
});
