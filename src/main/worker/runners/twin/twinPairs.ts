import { readFile, stat } from 'node:fs/promises';
import type { SetId } from '@shared/domain/ids';
import type { TwinReport } from '@shared/domain/report';
import type { SampleRow } from '@shared/domain/sample';
import type { TwinPlan } from '@shared/domain/twin';
import { Failure } from '@shared/lib/failure';
import { MAX_PAIRS_FILE_BYTES, parsePairsFile, type PairsFile } from '../../../formats/images/pairsFile';
import { PairIndex, type ResolvedPair, resolvePairs } from '../../../formats/images/resolvePairs';
import { formatLfwPairs, type PairsFold } from '../../../formats/images/writePairs';
import { writeFileAtomic } from '../../../platform/atomicWrite';
import { ioFailure } from '../../../platform/ioFailure';
import { twinPairsFile } from '../../../storage/twinStore';
import { twinFolder } from './drawTwin';

const LISTED = 200;

/** Read before anything is fitted, so that a bad file costs nothing. @throws Failure not-found, invalid-input, io */
export async function readPairs(path: string): Promise<PairsFile> {
  let bytes: Uint8Array;
  try {
    if ((await stat(path)).size > MAX_PAIRS_FILE_BYTES)
      throw new Failure({ code: 'invalid-input', message: 'The file is too large for a pairs file.', place: path });
    bytes = await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the pairs file', path);
  }
  return parsePairsFile(bytes, path);
}

/**
 * Says the real folder's pairs in the twin's names: with its images folder they are Syn-LFW. Pairs whose picture has no twin fall out;
 * then each fold is brought to the same number of pairs of each kind, which LFW's form demands, by leaving out the last ones.
 * @param realRows of the real set, whose `source` the pairs name
 */
export async function writeTwinPairs(
  pairs: PairsFile,
  plan: TwinPlan,
  realRows: readonly SampleRow[],
  { libraryPath, setId }: { readonly libraryPath: string; readonly setId: SetId },
): Promise<NonNullable<TwinReport['pairs']>> {
  const places = twinPlaces(plan, realRows);
  const { resolved, missing } = resolvePairs(pairs.pairs, new PairIndex(places.keys()));
  const folds = equalFolds(resolved, pairs.foldCount, places);
  const file = twinPairsFile(libraryPath, setId);
  const written = folds.reduce((sum, { genuine, impostor }) => sum + genuine.length + impostor.length, 0);
  if (written > 0) await writeFileAtomic(file, formatLfwPairs(folds));
  return { file, asked: pairs.pairs.length, written, missing: missing.slice(0, LISTED).map(({ wanted }) => wanted) };
}

interface Place {
  readonly subject: string;
  readonly number: number;
}

/** Where the twin of a real picture is, by the picture's path in the real folder. */
function twinPlaces(plan: TwinPlan, realRows: readonly SampleRow[]): Map<string, Place> {
  const sources = new Map(realRows.map(({ id, source }) => [id, source]));
  const places = new Map<string, Place>();
  plan.identities.forEach(({ samples }, identityIndex) => {
    samples.forEach(({ ofSample }, sampleIndex) => {
      const source = sources.get(ofSample);
      if (source !== undefined)
        places.set(source, { subject: twinFolder(plan, identityIndex), number: sampleIndex + 1 });
    });
  });
  return places;
}

function equalFolds(
  resolved: readonly ResolvedPair[],
  foldCount: number,
  places: ReadonlyMap<string, Place>,
): PairsFold[] {
  const folds = Array.from({ length: foldCount }, (_unused, fold) => {
    const sidesOf = (genuine: boolean): [Place, Place][] =>
      resolved.flatMap((pair) => {
        const [left, right] = [places.get(pair.left), places.get(pair.right)];
        return pair.fold === fold && pair.genuine === genuine && left !== undefined && right !== undefined
          ? [[left, right]]
          : [];
      });
    return { genuine: sidesOf(true), impostor: sidesOf(false) };
  }).filter(({ genuine, impostor }) => genuine.length > 0 && impostor.length > 0);
  const perFold = Math.min(...folds.flatMap(({ genuine, impostor }) => [genuine.length, impostor.length]));
  return folds.map(({ genuine, impostor }) => ({
    genuine: genuine
      .slice(0, perFold)
      .map(([left, right]) => ({ subject: left.subject, first: left.number, second: right.number })),
    impostor: impostor.slice(0, perFold).map(([left, right]) => ({
      firstSubject: left.subject,
      first: left.number,
      secondSubject: right.subject,
      second: right.number,
    })),
  }));
}
