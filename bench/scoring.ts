import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { encodeJpeg } from '../src/main/engine/image/encodeJpeg';
import { decodeImage } from '../src/main/engine/image/decodeImage';
import type { RgbImage } from '../src/main/engine/image/rgbImage';
import { TEMPLATE_IN_VIEW } from '../src/main/engine/scoring/alignedView';
import { createFaceEmbedder } from '../src/main/engine/scoring/faceEmbedder';
import { FaceScorer } from '../src/main/engine/scoring/scoreFaces';
import { scoreImages } from '../src/main/engine/scoring/scoreImages';
import { loadTensorFlow } from '../src/main/engine/tensor/bootstrap';
import { benchCodecs, MODEL_DIR, realFaces, renderedFaces } from './relations/faces';
import { timeStore } from './scores/timeStore';

/**
 * How fast faces are scored, scorer by scorer, and how fast their scores are kept and read.
 *
 *   npm run bench -- scoring [--identities 16] [--samples 12] [--faces FOLDER] [--store 100000]
 *
 * Aligned crops of 112 px as the program renders them, from their JPEG bytes on. Processor time over all threads per face, and faces per
 * second by the clock: on a machine with other work only the first tells. FOLDER: a folder per person, e.g. ORL, scored and forgotten.
 */
const { values } = parseArgs({
  options: {
    identities: { type: 'string', default: '16' },
    samples: { type: 'string', default: '12' },
    faces: { type: 'string' },
    store: { type: 'string', default: '100000' },
  },
});
/** As the job takes them. */
const CHUNK = 100;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

await loadTensorFlow();
const codecs = await benchCodecs();
const face = await FaceScorer.create(MODEL_DIR);
const judge = await createFaceEmbedder({ modelDir: MODEL_DIR });

async function timed(name: string, count: number, work: () => Promise<unknown>): Promise<number> {
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  await work();
  const used = process.cpuUsage(cpu);
  const [cpuMs, clockMs] = [(used.user + used.system) / 1000 / count, (performance.now() - clock) / count];
  say(`${name.padEnd(24)} ${cpuMs.toFixed(2).padStart(7)} ms of processor time a face, ${(1000 / clockMs).toFixed(0).padStart(6)} faces/s by the clock`); // prettier-ignore
  return cpuMs;
}

/** @returns of each chunk what `work` gives */
async function inChunks<T>(crops: readonly RgbImage[], work: (chunk: readonly RgbImage[]) => T): Promise<Awaited<T>[]> {
  const out: Awaited<T>[] = [];
  for (let start = 0; start < crops.length; start += CHUNK) out.push(await work(crops.slice(start, start + CHUNK)));
  return out;
}

const scoreFace = (chunk: readonly RgbImage[]) => face.score(chunk.map((view) => ({ view, known: TEMPLATE_IN_VIEW })));

async function measure(title: string, crops: readonly RgbImage[]): Promise<void> {
  say(`\n${title}: ${crops.length} faces, load ${loadavg()[0].toFixed(1)}`);
  const jpegs = crops.map((crop) => encodeJpeg(codecs, crop, { quality: 92 }));
  await inChunks(crops.slice(0, CHUNK), async (chunk) => [await scoreFace(chunk), await judge.embed(chunk)]);
  const each = [
    await timed('decode', crops.length, async () => {
      for (const [i, bytes] of jpegs.entries()) await decodeImage(codecs, bytes, `${i}.jpg`);
    }),
    await timed('image', crops.length, () => inChunks(crops, scoreImages)),
    await timed('face', crops.length, () => inChunks(crops, scoreFace)),
    await timed('judge (face-api)', crops.length, () => inChunks(crops, (chunk) => judge.embed(chunk))),
  ];
  await timed('all, chunk by chunk', crops.length, () =>
    inChunks(crops, async (chunk) => {
      scoreImages(chunk);
      await scoreFace(chunk);
      return judge.embed(chunk);
    }),
  );
  const all = each.reduce((sum, ms) => sum + ms, 0);
  say(`all: ${all.toFixed(1)} ms of processor time a face, ${(1000 / all).toFixed(0)} faces/s on one core without other work`); // prettier-ignore
  const scores = (await inChunks(crops, scoreFace)).flatMap(({ reals }) => [...(reals.get('face.score') ?? [])]).sort();
  const at = (share: number): string => (scores[Math.floor(share * (scores.length - 1))] ?? NaN).toFixed(2);
  say(`face.score: least ${at(0)}, 1 % ${at(0.01)}, 5 % ${at(0.05)}, median ${at(0.5)}`);
}

const [identities, samples] = [Number(values.identities), Number(values.samples)];
await measure('rendered', (await renderedFaces({ identities, samples, seed: 41 })).crops);
const real = values.faces === undefined ? null : await realFaces(values.faces);
if (real !== null) await measure('volunteers', real.crops);
if (Number(values.store) > 0) await timeStore(Number(values.store), say);
