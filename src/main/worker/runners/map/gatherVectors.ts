import { declarationOf } from '@shared/domain/declaredSynthetic';
import type { MapSet, MapSpec } from '@shared/domain/maps';
import type { SetId } from '@shared/domain/ids';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import type { JobContext } from '../../../jobs/jobContext';
import { shownRows } from '../../../storage/maps/shownRows';
import { openEmbeddings, type EmbeddingSource } from '../../../storage/scores/readEmbeddings';

/** What is laid out: row i of everything is the same sample. */
export interface Gathered {
  readonly count: number;
  readonly size: number;
  /** `[count,size]`, rows of length 1. */
  readonly values: Float32Array;
  readonly set: Int32Array;
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  readonly sets: readonly MapSet[];
  readonly judge: { readonly key: string; readonly name: string };
}

interface Opened {
  readonly setId: SetId;
  readonly source: EmbeddingSource;
  readonly isShown: Uint8Array;
}

/**
 * The embeddings of all sets of the spec, in the order of their sample tables; real people only with consent to display and evaluation.
 * @throws Failure not-found where a set is not scored; invalid-input where judges or sizes differ or nothing is left
 */
export async function gatherVectors(
  libraryPath: string,
  spec: MapSpec,
  context: JobContext,
  at: string,
): Promise<Gathered> {
  const opened: Opened[] = [];
  for (const setId of [...new Set(spec.sets)]) {
    const source = await openEmbeddings(libraryPath, setId, spec.judge);
    const isShown = await shownRows(libraryPath, source.samples.info, source.samples.columns, at);
    opened.push({ setId, source, isShown });
  }
  const size = commonSize(opened);
  const most = opened.reduce((sum, { isShown }) => sum + isShown.reduce((shown, flag) => shown + flag, 0), 0);
  const values = new Float32Array(most * size);
  const [set, identityIndex, sampleIndex] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const sets: MapSet[] = [];
  let count = 0;
  for (const [index, { setId, source, isShown }] of opened.entries()) {
    const { info, columns } = source.samples;
    const first = count;
    for await (const part of source.parts()) {
      throwIfCancelled(context.signal);
      for (const [i, row] of part.rows.entries()) {
        const vector = part.values.subarray(i * size, i * size + size);
        if (isShown[row] !== 1 || vector.every((value) => value === 0)) continue;
        values.set(vector, count * size);
        set[count] = index;
        identityIndex[count] = columns.integers.identityIndex[row] ?? 0;
        sampleIndex[count] = columns.integers.sampleIndex[row] ?? 0;
        count++;
      }
      context.progress({ phase: 'read embeddings', done: count, total: most, unit: 'points' });
    }
    const allowed = isShown.reduce((sum, flag) => sum + flag, 0);
    sets.push({
      setId,
      name: info.name,
      kind: info.kind,
      ...declarationOf(info),
      points: count - first,
      withoutConsent: columns.count - allowed,
      notScored: allowed - (count - first),
      judgeFingerprint: source.folder.info.fingerprint,
      samplesSha256: source.samples.samplesSha256,
      scored: source.folder.info.scored,
    });
  }
  if (count === 0) throw nothingLeft(sets);
  const judge = opened[0]?.source.folder.info.judge;
  return {
    count,
    size,
    values: values.subarray(0, count * size),
    set: set.subarray(0, count),
    identityIndex: identityIndex.subarray(0, count),
    sampleIndex: sampleIndex.subarray(0, count),
    sets,
    judge: { key: spec.judge, name: judge?.name ?? spec.judge },
  };
}

function commonSize(opened: readonly Opened[]): number {
  const [first] = opened;
  const other = opened.find(({ source }) => source.folder.info.fingerprint !== first?.source.folder.info.fingerprint);
  if (first !== undefined && other === undefined) return first.source.size;
  throw new Failure({
    code: 'invalid-input',
    message: 'The sets were scored by different versions of the judge; their embeddings do not lie in one space.',
    place: opened.map(({ source }) => source.samples.info.name).join(', '),
    remedy: 'Compute the scores of these sets again, then make the map.',
  });
}

const nothingLeft = (sets: readonly MapSet[]): Failure =>
  new Failure({
    code: 'invalid-input',
    message: 'No sample is left to be put on the map: none has an embedding and, where it is real, the consent for it.',
    place: sets.map(({ name }) => name).join(', '),
    remedy: 'Compute scores, and read a consent file that allows the purposes “display” and “evaluation”.',
  });
