import { join } from 'node:path';
import { declarationOf } from '@shared/domain/declaredSynthetic';
import type { CardReport, CardSpec } from '@shared/domain/card';
import type { SetId } from '@shared/domain/ids';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { nearestRealOf } from '../../engine/scoring/card/nearestReal';
import { separabilityOf } from '../../engine/scoring/card/separability';
import { varietyOf } from '../../engine/scoring/card/variety';
import { PURE_WEIGHT } from '../../engine/scoring/relations/centres';
import { nearestWithin } from '../../engine/scoring/relations/nearest';
import { peopleOf, type Searchable } from '../../engine/scoring/relations/peopleOf';
import { loadTensorFlow } from '../../engine/tensor/bootstrap';
import type { Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { readScores } from '../../storage/scores/readScores';
import { readScoredSamples } from '../../storage/scores/scoredSamples';
import { openEmbeddings } from '../../storage/scores/readEmbeddings';
import { readUsableSamples } from '../../storage/usableSamples';
import { cautionsOf } from './card/cautions';
import { type NamedPeople, planeOfPeople } from './card/planeOfPeople';
import { readSeenSet } from './score/faceTable';

/**
 * Writes the quality card of a set, report.json in the run's folder, from what a judge has said of it: kept samples only. Nothing is
 * measured here; `outis score` does that first.
 * @throws Failure not-found when the judge has not scored the set as it is now
 */
export const runCard: Runner<CardSpec> = async (spec, context, place) => {
  const { libraryPath } = place;
  context.progress({ phase: 'read', done: 0, total: null, unit: 'samples' });
  const own = await readKept(libraryPath, spec.setId, spec.judge);
  const { judge } = own;
  await loadTensorFlow();
  throwIfCancelled(context.signal);
  const relations = await readScores(libraryPath, spec.setId, {
    judge: spec.judge,
    samples: own.samples,
    scorers: ['relations'],
  });
  const against = relations.sources.flatMap((source) => source.against).filter(({ kind }) => kind === 'real');
  const real: (NamedPeople & { readonly setName: string })[] = [];
  for (const { setId, name } of against) {
    const other = await readKept(libraryPath, setId, spec.judge);
    real.push({ people: other.people, nameOf: other.nameOf, origin: 'real', setName: name });
  }
  context.progress({ phase: 'compare', done: 0, total: null, unit: 'pairs' });
  const strangers: number[] = [];
  for (const { people } of real)
    strangers.push(...(await nearestWithin(people.rows, people.ranges, context)).outside.value);
  throwIfCancelled(context.signal);
  const nearest = relations.reals.get('judge.nearestReal');
  const { people, usable } = own;
  const separability = separabilityOf(people, { seed: spec.seed });
  const report: CardReport = {
    kind: 'card',
    runId: place.jobId,
    createdAt: new Date().toISOString(),
    setId: spec.setId,
    name: usable.info.name,
    origin: usable.info.kind,
    ...declarationOf(usable.info),
    curationRevision: usable.curationRevision,
    samplesSha256: own.samples.samplesSha256,
    judge,
    counts: {
      identities: new Set(people.identity).size,
      samples: people.rows.count,
      excluded: usable.excludedCount,
      withoutConsent: usable.withoutConsentCount,
      mixed: people.weight.filter((weight) => weight < PURE_WEIGHT).length,
      notJudged: usable.rows.length - people.rows.count,
    },
    separability,
    variety: varietyOf(people, judge.samePersonFrom, spec.seed),
    nearestReal: nearestRealOf(
      real.map(({ setName }) => setName),
      nearest === undefined ? [] : [...people.tableRow].map((row) => nearest[row] ?? Number.NaN),
      strangers,
      judge.samePersonFrom,
    ),
    plane: planeOfPeople([{ people, nameOf: own.nameOf, origin: usable.info.kind }, ...real], spec.shownIdentities),
    cautions: [],
  };
  const card = { ...report, cautions: cautionsOf(report) };
  await writeFileAtomic(join(place.runDir, 'report.json'), `${JSON.stringify(card, null, 2)}\n`);
  const eer = separability === null ? 'no pairs' : `EER ${(100 * separability.eer.value).toFixed(2)} %`;
  const summary = `${card.name}: ${eer}, ${card.variety.uniquePeople} of ${card.counts.identities} people told apart`;
  return { setId: spec.setId, exportDir: null, runDir: place.runDir, summary };
};

/** The kept samples of a set as a judge sees them; real people only with consent to evaluation. */
async function readKept(libraryPath: string, setId: SetId, judgeKey: string) {
  const usable = await readUsableSamples(libraryPath, setId, 'evaluation');
  const samples = await readScoredSamples(libraryPath, setId);
  const { folder } = await openEmbeddings(libraryPath, setId, judgeKey, { samples });
  const { judge } = folder.info;
  if (judge === null)
    throw new Failure({
      code: 'corrupt-data',
      message: 'The scores of a judge do not say which judge it was.',
      place: folder.path,
      remedy: 'Remove this folder and compute scores again.',
    });
  const { table } = await readSeenSet(libraryPath, samples, judgeKey);
  const kept = new Set(usable.rows.map(({ identityIndex, sampleIndex }) => `${identityIndex} ${sampleIndex}`));
  for (let row = 0; row < table.count; row++)
    if (!kept.has(`${table.identityIndex[row] ?? -1} ${table.sampleIndex[row] ?? -1}`))
      table.embeddings[row * table.size] = Number.NaN;
  const people: Searchable = peopleOf(table, usable.info.name);
  const names = new Map(usable.rows.map(({ identityIndex, identityName }) => [identityIndex, identityName]));
  return { usable, samples, judge, people, nameOf: (identity: number): string => names.get(identity) ?? '' };
}
