import { describe, expect, it } from 'vitest';
import { Failure } from '../lib/failure';
import type { CurationLine, Decision } from './curation';
import { foldCuration } from './curationState';
import { sampleId } from './ids';

const stamp = { at: '2026-11-22T00:00:00.000Z', who: 'ana', previous: '0'.repeat(64) };
const a = sampleId(0, 0);
const b = sampleId(0, 1);

const decide = (revision: number, decision: Decision, ...samples: (typeof a)[]): CurationLine => ({
  ...stamp,
  revision,
  action: 'decide',
  decision,
  samples,
  reason: null,
  note: '',
});
const undo = (revision: number, target: number): CurationLine => ({ ...stamp, revision, action: 'undo', target });
const redo = (revision: number, target: number): CurationLine => ({ ...stamp, revision, action: 'redo', target });

describe('foldCuration', () => {
  it('lets the last decision win', () => {
    const state = foldCuration([decide(1, 'exclude', a, b), decide(2, 'keep', a)]);
    expect(state.decisions.get(a)?.decision).toBe('keep');
    expect(state.decisions.get(b)?.decision).toBe('exclude');
    expect(state).toMatchObject({ revision: 2, undoTarget: 2, redoTarget: null });
  });

  it('brings the decision before back when the last one is undone, and forward again', () => {
    const lines = [decide(1, 'exclude', a), decide(2, 'keep', a), undo(3, 2)];
    expect(foldCuration(lines).decisions.get(a)?.decision).toBe('exclude');
    const redone = foldCuration([...lines, redo(4, 2)]);
    expect(redone.decisions.get(a)?.decision).toBe('keep');
    expect(redone).toMatchObject({ undoTarget: 2, redoTarget: null });
  });

  it('forgets what could be redone after a new decision', () => {
    const lines = [decide(1, 'exclude', a), undo(2, 1), decide(3, 'keep', b)];
    expect(foldCuration(lines).redoTarget).toBeNull();
    expect(() => foldCuration([...lines, redo(4, 1)])).toThrow(Failure);
  });

  it('answers for a pinned revision as if nothing had followed', () => {
    const lines = [decide(1, 'exclude', a), undo(2, 1)];
    expect(foldCuration(lines, 1).decisions.get(a)?.decision).toBe('exclude');
    expect(foldCuration(lines).decisions.get(a)).toBeUndefined();
  });
});
