import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import { sampleId } from '@shared/domain/ids';
import type { PrivacySpec } from '@shared/domain/privacy';
import type { JudgeInfo } from '@shared/domain/scores';
import type { SynSetInfo } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import { PURE_WEIGHT } from '../../../engine/scoring/relations/centres';
import { peopleOf, type Searchable } from '../../../engine/scoring/relations/peopleOf';
import type { FaceTable } from '../../../engine/scoring/relations/relationTypes';
import { openEmbeddings } from '../../../storage/scores/readEmbeddings';
import { readScores } from '../../../storage/scores/readScores';
import { readScoredSamples, type ScoredSamples } from '../../../storage/scores/scoredSamples';
import { listSets } from '../../../storage/setStore';
import { readUsableSamples, type UsableSamples } from '../../../storage/usableSamples';
import { readSeenSet } from '../score/faceTable';

/** The synthetic set. */
export interface OwnSide {
  readonly info: SynSetInfo;
  readonly samples: ScoredSamples;
  readonly usable: UsableSamples;
  readonly judge: JudgeInfo;
  readonly judgeFingerprint: string;
  /** All judged samples that are looked at, excluded ones too. */
  readonly people: Searchable;
  /** Of these, per row: 1 where it goes out. */
  readonly isKept: Uint8Array;
  /** The kept, unmixed ones alone. */
  readonly pure: Searchable;
  readonly mixed: number;
  readonly notJudged: number;
}

/** One real set: every picture whose subject agreed to evaluation, excluded ones too, since their people exist all the same. */
export interface RealSide {
  readonly setId: SetId;
  readonly name: string;
  readonly samples: ScoredSamples;
  readonly people: Searchable;
}

/** @param only samples of an export; null: all. @throws Failure invalid-input, not-found (not scored), corrupt-data, io */
export async function readOwnSide(
  libraryPath: string,
  spec: PrivacySpec,
  only: ReadonlySet<string> | null,
): Promise<OwnSide> {
  const usable = await readUsableSamples(libraryPath, spec.setId, 'evaluation');
  const { info } = usable;
  if (info.kind !== 'syn')
    throw new Failure({
      code: 'invalid-input',
      message: `“${info.name}” ${isOfRealPeople(info) ? 'holds real people' : 'was not made here'}; a privacy report is made of a synthetic set.`,
      place: spec.setId,
      remedy: 'Name a synthetic set, and the real one with “against”.',
    });
  const samples = await readScoredSamples(libraryPath, spec.setId);
  const { table, judge, judgeFingerprint } = await readTable(libraryPath, samples, spec.judge);
  const idAt = (row: number): string => sampleId(table.identityIndex[row] ?? 0, table.sampleIndex[row] ?? 0);
  const looked = only === null ? table : withoutRows(table, (row) => !only.has(idAt(row)));
  const people = peopleOf(looked, info.name);
  const kept = new Set(usable.rows.map(({ id }) => String(id)).filter((id) => only === null || only.has(id)));
  const isKept = Uint8Array.from(people.tableRow, (row) => Number(kept.has(idAt(row))));
  const pureTable = withoutRows(looked, (row) => !kept.has(idAt(row)) || (looked.weight[row] ?? 1) < PURE_WEIGHT);
  const keptRows = isKept.reduce((sum, one) => sum + one, 0);
  const pure = peopleOf(pureTable, info.name);
  return {
    info,
    samples,
    usable,
    judge,
    judgeFingerprint,
    people,
    isKept,
    pure,
    mixed: keptRows - pure.rows.count,
    notJudged: kept.size - keptRows,
  };
}

/** @throws Failure not-found (not scored), invalid-input, corrupt-data, io */
export async function readRealSides(libraryPath: string, spec: PrivacySpec): Promise<RealSide[]> {
  const ids = spec.against ?? (await realSets(libraryPath));
  const sides: RealSide[] = [];
  for (const setId of new Set(ids)) {
    const samples = await readScoredSamples(libraryPath, setId);
    const { name } = samples.info;
    if (!isOfRealPeople(samples.info))
      throw new Failure({
        code: 'invalid-input',
        message: `“${name}” is ${samples.info.kind === 'real' ? 'declared synthetic' : 'synthetic'}; a privacy report holds a set against real people.`,
        place: setId,
        remedy: 'Name sets of real people.',
      });
    // A set of which nobody may be measured is counted, and says nothing.
    if (samples.rows.length === 0 && spec.against === null) continue;
    const { table } = await readTable(libraryPath, samples, spec.judge);
    sides.push({ setId, name, samples, people: peopleOf(table, name) });
  }
  return sides;
}

async function realSets(libraryPath: string): Promise<SetId[]> {
  const { infos } = await listSets(libraryPath);
  return infos
    .filter((info) => isOfRealPeople(info) && info.state === 'complete')
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map(({ id }) => id);
}

async function readTable(
  libraryPath: string,
  samples: ScoredSamples,
  judgeKey: string,
): Promise<{ readonly table: FaceTable; readonly judge: JudgeInfo; readonly judgeFingerprint: string }> {
  const { info } = samples;
  const { folder } = await openEmbeddings(libraryPath, info.id, judgeKey, { samples });
  const { judge, fingerprint } = folder.info;
  const { sources } = await readScores(libraryPath, info.id, { samples, judge: judgeKey, scorers: ['image'] });
  if (judge === null || sources.length === 0)
    throw new Failure({
      code: 'not-found',
      message: `The pictures of “${info.name}” have no hashes as they are now, so doubles could not be found.`,
      place: info.id,
      remedy: `Run "outis score --set ${info.name}", or compute scores in the window.`,
    });
  const { table } = await readSeenSet(libraryPath, samples, judgeKey);
  return { table, judge, judgeFingerprint: fingerprint };
}

/** The same table with some rows as if they had not been judged. */
function withoutRows(table: FaceTable, isOut: (row: number) => boolean): FaceTable {
  const embeddings = table.embeddings.slice();
  for (let row = 0; row < table.count; row++) if (isOut(row)) embeddings[row * table.size] = Number.NaN;
  return { ...table, embeddings };
}
