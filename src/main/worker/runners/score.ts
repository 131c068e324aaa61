import { join } from 'node:path';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import type { ScoreSpec } from '@shared/domain/jobs';
import type { ScoreInfo } from '@shared/domain/scores';
import { Failure } from '@shared/lib/failure';
import { initCodecs } from '../../engine/image/codecs';
import { FaceScorer } from '../../engine/scoring/scoreFaces';
import { loadTensorFlow } from '../../engine/tensor/bootstrap';
import type { JobPlace, Runner } from '../../jobs/jobContext';
import { FACE_WEIGHTS } from '../../storage/scores/scorerVersions';
import { listSets, readSetInfo } from '../../storage/setStore';
import type { Judge } from './score/judge';
import { measureSet, type MeasuredSet, type ScoreTools } from './score/measureSet';
import { openJudge } from './score/openJudge';
import { relateSet } from './score/relateSet';

/**
 * Scores a set: every picture on its own, then against its identity, the other identities and the sets in `against`, which are measured
 * too where they were not. Continues after what was committed; a set that was scored before is only looked over.
 * @throws Failure not-found, invalid-input (a judge that was taught with the set), set-up-incomplete, disk-full, io
 */
export const runScore: Runner<ScoreSpec> = async (spec, context, place) => {
  const { libraryPath, resourcesDir } = place;
  const { name, state } = await readSetInfo(libraryPath, spec.setId);
  if (state !== 'complete')
    throw new Failure({
      code: 'invalid-input',
      message: `The set “${name}” is not complete.`,
      place: spec.setId,
      remedy: 'Let the job that fills it end, or resume it.',
    });
  const against = spec.against ?? (await realSets(libraryPath, spec.setId));
  await loadTensorFlow();
  const judge = await openJudge(spec.judge, place);
  try {
    for (const setId of [spec.setId, ...against]) mustBeStranger(judge, setId);
    const tools: ScoreTools = {
      codecs: await initCodecs(join(resourcesDir, 'built', 'codecs')),
      face: await openFaceScorer(place),
      judge,
      context,
      place,
    };
    const own = await measureSet(spec.setId, tools);
    const others: MeasuredSet[] = [];
    for (const setId of new Set(against)) if (setId !== spec.setId) others.push(await measureSet(setId, tools));
    const relations = await relateSet(own, others, spec.against === null, tools);
    return { setId: spec.setId, exportDir: null, runDir: null, summary: summaryOf(name, own, relations) };
  } finally {
    judge.dispose();
  }
};

async function openFaceScorer({ modelsDir }: JobPlace): Promise<FaceScorer> {
  const face = await FaceScorer.create(modelsDir);
  if (face.weights.ssd !== FACE_WEIGHTS.ssd || face.weights.landmarks !== FACE_WEIGHTS.landmarks)
    throw new Failure({
      code: 'set-up-incomplete',
      message: 'The weights of the face detector are not those that this version of the program knows.',
      place: modelsDir,
      remedy: 'Run "npm run setup".',
    });
  return face;
}

/** Complete sets of real people besides this one, the oldest first: the order to which `r.*.set` columns point. */
async function realSets(libraryPath: string, own: SetId): Promise<SetId[]> {
  const { infos } = await listSets(libraryPath);
  return infos
    .filter((info) => isOfRealPeople(info) && info.state === 'complete' && info.id !== own)
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map(({ id }) => id);
}

function mustBeStranger(judge: Judge, setId: SetId): void {
  if (!judge.taughtBy.includes(setId)) return;
  throw new Failure({
    code: 'invalid-input',
    message: `The judge “${judge.info.name}” was trained on a set that it should judge: it knows these faces.`,
    place: setId,
    remedy: 'Take another judge, or name sets with --against that it has not seen.',
  });
}

function summaryOf(name: string, { infos, samples }: MeasuredSet, { against }: ScoreInfo): string {
  const { scored, failed, judge } = infos.judge;
  const parts = [`${name}: ${scored} samples scored by ${judge?.key ?? ''}`];
  if (against.length > 0) parts.push(`against ${against.map((other) => other.name).join(', ')}`);
  if (failed > 0) parts.push(`${failed} pictures missing or unreadable`);
  if (samples.withoutConsent > 0) parts.push(`${samples.withoutConsent} left out without consent`);
  return parts.join('; ');
}
