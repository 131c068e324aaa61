import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { findPoints } from '../src/main/engine/fitting/findPoints';
import { fitLandmarks } from '../src/main/engine/fitting/fitLandmarks';
import { LandmarkTable } from '../src/main/engine/fitting/landmarkCalibration';
import { loadHeadModel } from '../src/main/engine/generators/graphics/loadHeadModel';
import { LandmarkFinder } from '../src/main/engine/scoring/landmarkFinder';
import { loadTensorFlow } from '../src/main/engine/tensor/bootstrap';
import { PRESETS } from '../src/shared/domain/presets';
import { DEFAULT_GRAPHICS_OPTIONS, type GraphicsOptions } from '../src/shared/graphics/recipeOptions';
import { FaceStore } from './twinCalibration/faceStore';
import { makeGradientTable } from './twinCalibration/gradientTables';
import { faceDrawer } from '../src/main/engine/fitting/renderedFaces.testing';
import { type FoundFace, makeLandmarkTable } from './twinCalibration/landmarkTable';
import { makeLightPrior, makeLightTable } from './twinCalibration/lightTables';
import { measureFitter } from './twinCalibration/measure';

/**
 * Teaches the synthetic twin's fitter what the generator's faces look like, and measures it.
 *
 *   npm run bench -- twinCalibration [--faces 1440] [--seed 1101] [--out src/main/engine/fitting]
 *   npm run bench -- twinCalibration --measure --seed M [--faces 240]
 *
 * The first draws faces (three of six at the defaults, one turned further, one of the studio, one under surveillance), lets the landmark
 * finder look at each and at its mirror image, fits the points, and writes landmarkCalibration.json, gradientCalibration.json and
 * lightCalibration.json: about a third of a second a face. Faces and fits are kept in .cache/twinCalibration; remove them after a change
 * of the generator or of the fit. The second fits fresh faces with the calibration of the program and prints docs/twin.md's table; give
 * it a seed that nothing was tuned on.
 */
const { values } = parseArgs({
  options: {
    faces: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string', default: 'src/main/engine/fitting' },
    measure: { type: 'boolean', default: false },
  },
});
const CALIBRATION_SEED = 1101;
const DEFAULTS = DEFAULT_GRAPHICS_OPTIONS;
const SURVEILLANCE = 5;
/** A coarse picture's gradients say less, and its errors are large: in full they would spoil the others' figures. */
const COARSE_WEIGHT = 0.4;
const KINDS: readonly GraphicsOptions[] = [
  DEFAULTS,
  DEFAULTS,
  DEFAULTS,
  { ...DEFAULTS, poseStrength: 1.5 },
  { ...DEFAULTS, ...PRESETS.studio },
  { ...DEFAULTS, ...PRESETS.surveillance },
];

const modelDir = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'model');
await loadTensorFlow();
const { model } = await loadHeadModel(join('resources', 'built', 'head-model'));
const finder = await LandmarkFinder.create(modelDir);

if (values.measure) {
  if (values.seed === undefined) throw new Error('--measure needs --seed: one that nothing was tuned on');
  const faces = Number(values.faces ?? 240);
  for (const line of await measureFitter(model, finder, Number(values.seed), faces)) process.stdout.write(`${line}\n`);
} else await calibrate(Number(values.seed ?? CALIBRATION_SEED), Number(values.faces ?? 1440));

async function calibrate(seed: number, count: number): Promise<void> {
  const store = new FaceStore(join('.cache', 'twinCalibration', `${seed}-${count}`), count, model.vertexCount);
  const found = store.readFaces() ?? (await drawAndFind(seed, count, store));
  // Coarse and turned pictures would make the finder look worse than it is on all others.
  const plain = found.filter((_one, i) => i % KINDS.length !== SURVEILLANCE);
  const landmarks = makeLandmarkTable(model, plain);
  await write('landmarkCalibration.json', landmarks);
  const table = new LandmarkTable(landmarks);
  let fits = store.readFits();
  if (fits === null) {
    fits = found.map(({ points }, i) => {
      report('fitted', i, count);
      return fitLandmarks(model, points, 112, 112, table);
    });
    store.writeFits(fits);
  }
  const fitted = found.map((one, i) => ({
    ...one,
    fit: fits[i],
    weight: i % KINDS.length === SURVEILLANCE ? COARSE_WEIGHT : 1,
  }));
  await write('gradientCalibration.json', makeGradientTable(model, fitted));
  await write('lightCalibration.json', makeLightTable(model, makeLightPrior(model, seed), fitted));
}

async function drawAndFind(seed: number, count: number, store: FaceStore): Promise<FoundFace[]> {
  const draw = faceDrawer(model);
  const found: FoundFace[] = [];
  for (let i = 0; i < count; i++) {
    const face = draw(seed, i, KINDS[i % KINDS.length]);
    found.push({ face, points: await findPoints(finder, face.crop) });
    report('drawn', i, count);
  }
  store.writeFaces(found);
  return found;
}

async function write(name: string, table: unknown): Promise<void> {
  const path = join(values.out, name);
  writeFileSync(path, await format(JSON.stringify(table), { ...(await resolveConfig(path)), parser: 'json' }));
  process.stdout.write(`${path}\n`);
}

function report(what: string, i: number, count: number): void {
  if ((i + 1) % 100 === 0) process.stderr.write(`${what} ${i + 1} of ${count}\n`);
}
