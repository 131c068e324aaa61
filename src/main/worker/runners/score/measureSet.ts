import type { SetId } from '@shared/domain/ids';
import type { ScoreInfo, Scorer } from '@shared/domain/scores';
import { throwIfCancelled } from '@shared/lib/abort';
import type { ImageCodecs } from '../../../engine/image/codecs';
import type { FaceScorer } from '../../../engine/scoring/scoreFaces';
import { scoreImages, type ScoredColumns } from '../../../engine/scoring/scoreImages';
import type { JobContext, JobPlace } from '../../../jobs/jobContext';
import { batchesOf, openScoreWriter, rowsOfBatch, type ScoreWriter } from '../../../storage/scores/scoreWriter';
import { readScoredSamples, type ScoredSamples } from '../../../storage/scores/scoredSamples';
import type { ScoreRows } from '../../../storage/scores/scoreTypes';
import { joinColumns } from './joinColumns';
import { findThreshold } from './judgeThreshold';
import type { Judge } from './judge';
import { openViews, readAhead, type ViewedSample } from './readViews';

/** Samples committed together: half a minute of work, and a thousand files for a million samples. */
const BATCH = 1024;
/** Samples decoded and measured together, whole canvases of the face detector; between them the job can be cancelled. */
const CHUNK = 100;
/** Missing pictures named in the log. */
const NAMED = 20;

const MEASURERS = ['image', 'face', 'judge'] as const satisfies readonly Scorer[];
type Measurer = (typeof MEASURERS)[number];

export interface ScoreTools {
  readonly codecs: ImageCodecs;
  readonly face: FaceScorer;
  readonly judge: Judge;
  readonly context: JobContext;
  readonly place: JobPlace;
}

export interface MeasuredSet {
  readonly samples: ScoredSamples;
  /** Of `image`, `face` and `judge`. */
  readonly infos: Readonly<Record<Measurer, ScoreInfo>>;
}

/**
 * Measures what each picture of a set is on its own, in one pass over the pictures. What was committed before is left as it is.
 * @throws Failure cancelled, corrupt-data (of the sample table), disk-full, io
 */
export async function measureSet(setId: SetId, tools: ScoreTools): Promise<MeasuredSet> {
  const { context, place, judge, codecs } = tools;
  const { libraryPath, jobId } = place;
  const samples = await readScoredSamples(libraryPath, setId);
  const open = (scorer: Measurer): Promise<ScoreWriter> => {
    const info = scorer === 'judge' ? judge.info : null;
    return openScoreWriter({ libraryPath, setId, samples, scorer, judge: info, jobId, batchSize: BATCH });
  };
  const writers = { image: await open('image'), face: await open('face'), judge: await open('judge') };
  let unread = 0;
  const views = openViews({
    libraryPath,
    setId,
    columns: samples.columns,
    codecs,
    onFailed: (file, why) => {
      if (unread++ < NAMED) context.log(`${samples.info.name}: ${file}: ${why}`);
    },
  });
  const batches = batchesOf(samples, BATCH);
  let done = 0;
  const tell = (): void => {
    const total = samples.rows.length;
    context.progress({ phase: `measure ${samples.info.name}`, done: Math.min(done, total), total, unit: 'faces' });
  };
  tell();
  for (let batch = 0; batch < batches; batch++) {
    const rows = rowsOfBatch(samples, BATCH, batch);
    const wanted = MEASURERS.filter((scorer) => !writers[scorer].isCommitted(batch));
    const parts: Record<Measurer, ScoreRows[]> = { image: [], face: [], judge: [] };
    for await (const viewed of readAhead(views, wanted.length > 0 ? rows : rows.subarray(0, 0), CHUNK)) {
      for (const scorer of wanted) parts[scorer].push(await measure(scorer, viewed, samples, tools));
      done += CHUNK;
      tell();
      throwIfCancelled(context.signal);
    }
    for (const scorer of wanted) await writers[scorer].commit(batch, joinColumns(parts[scorer]));
    done = Math.min((batch + 1) * BATCH, samples.rows.length);
    tell();
  }
  if (unread > NAMED) context.log(`${samples.info.name}: ${unread - NAMED} more pictures could not be read`);
  return {
    samples,
    infos: {
      image: await writers.image.finish(),
      face: await writers.face.finish(),
      judge: await finishJudge(writers.judge, samples, tools),
    },
  };
}

async function finishJudge(writer: ScoreWriter, samples: ScoredSamples, { judge }: ScoreTools): Promise<ScoreInfo> {
  if (!judge.needsThreshold) return writer.finish();
  return writer.finish({ ...judge.info, ...(await findThreshold(writer.path, samples)) });
}

async function measure(
  scorer: Measurer,
  viewed: readonly ViewedSample[],
  { columns: { integers } }: ScoredSamples,
  tools: ScoreTools,
): Promise<ScoreRows> {
  const own = {
    identityIndex: Int32Array.from(viewed, ({ row }) => integers.identityIndex[row] ?? 0),
    sampleIndex: Int32Array.from(viewed, ({ row }) => integers.sampleIndex[row] ?? 0),
  };
  if (scorer === 'judge') {
    const values = await tools.judge.embed(viewed.map(({ crop }) => crop));
    return { ...own, ...NONE, embeddings: { size: tools.judge.info.embeddingSize, values } };
  }
  const columns: ScoredColumns =
    scorer === 'image' ? scoreImages(viewed.map(({ view }) => view)) : await tools.face.score(viewed);
  return { ...own, ...columns, embeddings: null };
}

const NONE: Pick<ScoreRows, 'reals' | 'integers'> = { reals: new Map(), integers: new Map() };
