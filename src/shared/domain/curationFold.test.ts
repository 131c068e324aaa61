import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CurationLine, Decision } from './curation';
import { CurationFold } from './curationFold';
import { foldCuration } from './curationState';
import { sampleId } from './ids';

const chained = (revision: number) => ({
  revision,
  at: '2026-01-01T00:00:00.000Z',
  who: 'tester',
  previous: '0'.repeat(64),
});

type Act = { samples: number[]; decision: Decision } | 'undo' | 'redo';

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    samples: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }),
    decision: fc.constantFrom<Decision>('keep', 'exclude', 'undecided'),
  }),
  fc.constant<Act>('undo'),
  fc.constant<Act>('redo'),
);

describe('CurationFold', () => {
  it('agrees with folding the whole journal, after every line of any history', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const fold = new CurationFold();
        const lines: CurationLine[] = [];
        for (const step of acts) {
          const revision = lines.length + 1;
          let line: CurationLine;
          if (typeof step === 'object') {
            const samples = step.samples.map((i) => sampleId(0, i));
            line = { ...chained(revision), action: 'decide', decision: step.decision, samples, reason: null, note: '' };
          } else {
            const target = step === 'undo' ? fold.undoTarget : fold.redoTarget;
            if (target === null) continue;
            line = { ...chained(revision), action: step, target };
          }
          lines.push(line);
          fold.add(line);
          const whole = foldCuration(lines);
          expect(new Map(fold.decisions)).toEqual(whole.decisions);
          expect([fold.revision, fold.undoTarget, fold.redoTarget]).toEqual([
            whole.revision,
            whole.undoTarget,
            whole.redoTarget,
          ]);
          const count = (decision: Decision): number =>
            [...whole.decisions.values()].filter((entry) => entry.decision === decision).length;
          expect([fold.keptCount, fold.excludedCount]).toEqual([count('keep'), count('exclude')]);
        }
      }),
    );
  });

  it('refuses an undo of what is not next in line, and stays as it was', () => {
    const fold = new CurationFold();
    fold.add({ ...chained(1), action: 'decide', decision: 'keep', samples: [sampleId(0, 0)], reason: null, note: '' });
    expect(() => fold.add({ ...chained(2), action: 'undo', target: 7 })).toThrow(/revision 7/);
    expect(fold.revision).toBe(1);
    expect(fold.keptCount).toBe(1);
  });
});
