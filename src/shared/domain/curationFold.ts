import { Failure } from '../lib/failure';
import type { CurationLine, DecideLine, SampleDecision } from './curation';
import type { SampleId } from './ids';

interface Applied {
  readonly line: DecideLine;
  /** What held for each of the line's samples before it. */
  readonly before: readonly (SampleDecision | undefined)[];
}

/**
 * `foldCuration` line by line: each line costs as much as the samples it names, however long the journal has become. Lines must
 * come in order and once.
 */
export class CurationFold {
  private readonly inEffect: Applied[] = [];
  private undone: Applied[] = [];
  private readonly decided = new Map<SampleId, SampleDecision>();
  private tally = { keep: 0, exclude: 0 };
  private last = 0;

  get revision(): number {
    return this.last;
  }
  get decisions(): ReadonlyMap<SampleId, SampleDecision> {
    return this.decided;
  }
  get keptCount(): number {
    return this.tally.keep;
  }
  get excludedCount(): number {
    return this.tally.exclude;
  }
  /** Revision that the next undo takes back, or null. */
  get undoTarget(): number | null {
    return this.inEffect.at(-1)?.line.revision ?? null;
  }
  /** Revision that the next redo brings again, or null. */
  get redoTarget(): number | null {
    return this.undone.at(-1)?.line.revision ?? null;
  }

  /** @returns the samples whose decision may have changed. @throws Failure corrupt-data when an undo or redo is not next in line */
  add(line: CurationLine): readonly SampleId[] {
    if (line.action === 'decide') {
      this.last = line.revision;
      this.undone = [];
      return this.bringIn(line);
    }
    const isUndo = line.action === 'undo';
    const next = (isUndo ? this.inEffect : this.undone).at(-1);
    if (next?.line.revision !== line.target) {
      throw new Failure({
        code: 'corrupt-data',
        message: `Revision ${line.revision} wants to ${line.action} revision ${line.target}, which is not next in line.`,
        place: `curation.jsonl, line ${line.revision}`,
        remedy: 'Restore the journal from a backup; nothing after this line is applied.',
      });
    }
    this.last = line.revision;
    if (!isUndo) {
      this.undone.pop();
      return this.bringIn(next.line);
    }
    this.inEffect.pop();
    this.undone.push(next);
    // Backwards, so that a sample named twice in one line ends at what held before its first naming.
    for (let i = next.line.samples.length - 1; i >= 0; i--) {
      const id = next.line.samples[i];
      if (id !== undefined) this.set(id, next.before[i]);
    }
    return next.line.samples;
  }

  private bringIn(line: DecideLine): readonly SampleId[] {
    const decision: SampleDecision = { decision: line.decision, reason: line.reason, revision: line.revision };
    const before = line.samples.map((id) => {
      const held = this.decided.get(id);
      this.set(id, decision);
      return held;
    });
    this.inEffect.push({ line, before });
    return line.samples;
  }

  private set(id: SampleId, next: SampleDecision | undefined): void {
    const held = this.decided.get(id)?.decision;
    if (held === 'keep' || held === 'exclude') this.tally[held]--;
    if (next === undefined) this.decided.delete(id);
    else {
      this.decided.set(id, next);
      if (next.decision !== 'undecided') this.tally[next.decision]++;
    }
  }
}
