import { Failure } from '../lib/failure';
import type { SampleRow } from './sample';

export interface ClassSource {
  readonly kind: 'syn' | 'real';
  readonly rows: readonly SampleRow[];
}

/** One training sample: where it stands in its source, and its soft label (`weightB` 0 when not mixed). */
export interface LabelledSample {
  readonly source: number;
  readonly row: SampleRow;
  readonly labelA: number;
  readonly weightA: number;
  readonly labelB: number;
  readonly weightB: number;
}

export interface TrainingClasses {
  readonly classCount: number;
  readonly samples: readonly LabelledSample[];
  /** Samples of identities kept from training, for verification afterwards; never mixed ones. */
  readonly heldOut: readonly { readonly source: number; readonly row: SampleRow }[];
  /** First class of each source. */
  readonly offsets: readonly number[];
  /** Mixed samples left out because their partner is not a class of this run (SynFace's aliasing trap). */
  readonly droppedMixed: number;
}

/** A class needs two samples to teach anything about likeness. */
const MIN_SAMPLES_PER_CLASS = 2;

/**
 * Gives every identity of every source a class: sources in order, identities by index inside a source, labels without gaps.
 * The last `heldOutIdentities` synthetic identities are kept out of training, together with every mixture they are part of.
 * @throws Failure invalid-input when fewer than two classes with two samples would be left
 */
export function assignClasses(sources: readonly ClassSource[], heldOutIdentities: number): TrainingClasses {
  const samples: LabelledSample[] = [];
  const heldOut: { source: number; row: SampleRow }[] = [];
  const offsets: number[] = [];
  let classCount = 0;
  let droppedMixed = 0;
  let stillToHold = heldOutIdentities;
  sources.forEach((source, index) => {
    const identities = [...new Set(source.rows.map((row) => row.identityIndex))].sort((a, b) => a - b);
    const heldCount = source.kind === 'syn' ? Math.min(stillToHold, identities.length) : 0;
    stillToHold -= heldCount;
    const held = new Set(identities.slice(identities.length - heldCount));
    const counts = new Map<number, number>();
    for (const row of source.rows) {
      if (row.weight === 1) counts.set(row.identityIndex, (counts.get(row.identityIndex) ?? 0) + 1);
    }
    const mixes = source.rows.some((row) => row.weight < 1);
    const taught = identities.filter(
      (identity) => !held.has(identity) && (mixes || (counts.get(identity) ?? 0) >= MIN_SAMPLES_PER_CLASS),
    );
    const labels = new Map(taught.map((identity, position) => [identity, classCount + position]));
    offsets.push(classCount);
    classCount += labels.size;
    for (const row of source.rows) {
      if (held.has(row.identityIndex)) {
        if (row.weight === 1) heldOut.push({ source: index, row });
        continue;
      }
      const labelA = labels.get(row.identityIndex);
      if (labelA === undefined) continue;
      const labelB = row.weight < 1 ? labels.get(row.partnerIndex) : labelA;
      if (labelB === undefined) {
        droppedMixed++;
        continue;
      }
      samples.push({ source: index, row, labelA, weightA: row.weight, labelB, weightB: 1 - row.weight });
    }
  });
  if (classCount < 2) {
    throw new Failure({
      code: 'invalid-input',
      message: `Training needs at least two identities with ${MIN_SAMPLES_PER_CLASS} samples each; ${classCount} are left.`,
      remedy: 'Hold out fewer identities, restore excluded samples, or choose a larger set.',
    });
  }
  return { classCount, samples, heldOut, offsets, droppedMixed };
}
