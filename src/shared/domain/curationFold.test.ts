import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CurationLine } from './curation';
import type { Decision, SampleDecision } from './curation';
import { CurationFold, KEPT_KEYS } from './curationFold';
import { keyOfSample, keysOf, sampleOfKey, sampleSetOf } from './curationSamples';
import { foldCuration } from './curationState';
import { sampleId } from './ids';
import type { SampleId } from './ids';

const chained = (revision: number) => ({
  revision,
  at: '2026-01-01T00:00:00.000Z',
  who: 'tester',
  previous: '0'.repeat(64),
});

type Step =
  | { kind: 'decide'; samples: number[]; decision: Decision }
  | { kind: 'tag'; samples: number[]; tag: string; isOn: boolean }
  | { kind: 'false-alarm'; samples: number[]; isOn: boolean }
  | 'undo'
  | 'redo';

const samples = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('decide' as const),
    samples,
    decision: fc.constantFrom<Decision>('keep', 'exclude', 'undecided'),
  }),
  fc.record({ kind: fc.constant('tag' as const), samples, tag: fc.constantFrom('a', 'b'), isOn: fc.boolean() }),
  fc.record({ kind: fc.constant('false-alarm' as const), samples, isOn: fc.boolean() }),
  fc.constant<Step>('undo'),
  fc.constant<Step>('redo'),
);

/** The plain way: which lines are in effect, then each of them over the ones before. */
function bruteForce(lines: readonly CurationLine[]) {
  const inEffect: CurationLine[] = [];
  const undone: CurationLine[] = [];
  for (const line of lines) {
    if (line.action === 'undo') undone.push(...inEffect.splice(-1));
    else if (line.action === 'redo') inEffect.push(...undone.splice(-1));
    else {
      inEffect.push(line);
      undone.length = 0;
    }
  }
  const decisions = new Map<SampleId, SampleDecision>();
  const marks = new Set<string>();
  for (const line of inEffect) {
    if (line.action === 'undo' || line.action === 'redo') continue;
    for (const key of keysOf(line.samples)) {
      const id = sampleOfKey(key);
      if (line.action === 'decide') {
        decisions.set(id, { decision: line.decision, reason: line.reason, revision: line.revision });
        continue;
      }
      const mark = `${line.action === 'tag' ? line.tag : '!'} ${id}`;
      if (line.isOn) marks.add(mark);
      else marks.delete(mark);
    }
  }
  return {
    decisions,
    marks,
    undoTarget: inEffect.at(-1)?.revision ?? null,
    redoTarget: undone.at(-1)?.revision ?? null,
  };
}

describe('CurationFold', () => {
  it('agrees with folding the whole journal plainly, after every line of any history', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const fold = new CurationFold();
        const lines: CurationLine[] = [];
        for (const one of steps) {
          const revision = lines.length + 1;
          let line: CurationLine;
          if (typeof one === 'object') {
            const named = one.samples.map((i) => sampleId(i >> 1, i & 1));
            if (one.kind === 'decide') {
              const { decision } = one;
              line = { ...chained(revision), action: 'decide', decision, samples: named, reason: null, note: '' };
            } else if (one.kind === 'tag') {
              const { tag, isOn } = one;
              line = { ...chained(revision), action: 'tag', tag, isOn, samples: named, note: '' };
            } else line = { ...chained(revision), action: 'false-alarm', isOn: one.isOn, samples: named, note: '' };
          } else {
            const target = one === 'undo' ? fold.undoTarget : fold.redoTarget;
            if (target === null) continue;
            line = { ...chained(revision), action: one, target };
          }
          lines.push(line);
          fold.add(line);
          const whole = bruteForce(lines);
          expect(new Map(fold.entries())).toEqual(whole.decisions);
          expect([fold.revision, fold.undoTarget, fold.redoTarget]).toEqual([
            revision,
            whole.undoTarget,
            whole.redoTarget,
          ]);
          const count = (decision: Decision): number =>
            [...whole.decisions.values()].filter((entry) => entry.decision === decision).length;
          expect([fold.keptCount, fold.excludedCount]).toEqual([count('keep'), count('exclude')]);
          const marks = new Set<string>();
          for (const tag of fold.tags) for (const key of fold.keysOfTag(tag)) marks.add(`${tag} ${sampleOfKey(key)}`);
          for (const key of fold.falseAlarms()) marks.add(`! ${sampleOfKey(key)}`);
          expect(marks).toEqual(whole.marks);
        }
        expect(new Map(foldCuration(lines).decisions.entries())).toEqual(new Map(fold.entries()));
      }),
    );
  });

  it('folds ranges as it folds the same samples by name', () => {
    const named = Array.from({ length: 100 }, (_unused, i) => sampleId(i >> 3, i & 7));
    const set = sampleSetOf(Float64Array.from(named, keyOfSample));
    expect(typeof set).toBe('string');
    const fold = (of: typeof set) =>
      new Map(
        foldCuration([
          { ...chained(1), action: 'decide', decision: 'exclude', samples: of, reason: 'blurred', note: '' },
        ]).decisions.entries(),
      );
    expect(fold(set)).toEqual(fold(named));
  });

  it('refuses an undo of what is not next in line, and stays as it was', () => {
    const fold = new CurationFold();
    fold.add({ ...chained(1), action: 'decide', decision: 'keep', samples: [sampleId(0, 0)], reason: null, note: '' });
    expect(() => fold.add({ ...chained(2), action: 'undo', target: 7 })).toThrow(/revision 7/);
    expect(fold.revision).toBe(1);
    expect(fold.keptCount).toBe(1);
  });

  it('remembers the keys of the last lines only', () => {
    const fold = new CurationFold();
    for (let revision = 1; revision <= KEPT_KEYS + 1; revision++) {
      const key = `key-${String(revision).padStart(6, '0')}`;
      fold.add({ ...chained(revision), key, action: 'tag', tag: 'a', isOn: true, samples: [sampleId(0, 0)], note: '' });
    }
    expect(fold.deliveredBy('key-000001')).toBeUndefined();
    expect(fold.deliveredBy('key-000002')?.keys).toEqual(Float64Array.of(0));
  });
});

describe('journals of the first version', () => {
  /** Written by the program before tags, keys and ranges were known. */
  const OLD = [
    '{"revision":1,"at":"2026-01-01T00:00:00.000Z","who":"kim","previous":"0000000000000000000000000000000000000000000000000000000000000000","action":"decide","decision":"exclude","samples":["i000000s0001","i000000s0000","i000000s0001"],"reason":"bad-light","note":"dark"}',
    '{"revision":2,"at":"2026-01-01T00:00:01.000Z","who":"kim","previous":"1111111111111111111111111111111111111111111111111111111111111111","action":"decide","decision":"keep","samples":["i000000s0001"],"reason":null,"note":""}',
    '{"revision":3,"at":"2026-01-01T00:00:02.000Z","who":"kim","previous":"2222222222222222222222222222222222222222222222222222222222222222","action":"undo","target":2}',
    '{"revision":4,"at":"2026-01-01T00:00:03.000Z","who":"kim","previous":"3333333333333333333333333333333333333333333333333333333333333333","action":"redo","target":2}',
  ].map((text) => CurationLine.parse(JSON.parse(text)));

  it('read and fold to what they said', () => {
    const state = foldCuration(OLD);
    expect(new Map(state.decisions.entries())).toEqual(
      new Map([
        [sampleId(0, 0), { decision: 'exclude', reason: 'bad-light', revision: 1 }],
        [sampleId(0, 1), { decision: 'keep', reason: null, revision: 2 }],
      ]),
    );
    expect(state).toMatchObject({ revision: 4, undoTarget: 2, redoTarget: null });
    expect(foldCuration(OLD, 3).decisions.get(sampleId(0, 1))?.decision).toBe('exclude');
  });
});
