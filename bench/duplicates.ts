import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { createFaceEmbedder } from '../src/main/engine/scoring/faceEmbedder';
import { loadTensorFlow } from '../src/main/engine/tensor/bootstrap';
import { benchCodecs, MODEL_DIR } from './relations/faces';
import { plantedTable } from './relations/plantedTable';
import { timeSearch } from './relations/timeSearch';
import { lookAtThresholds } from './relations/thresholds';

/**
 * The search for near doubles: time and recall at a size, and what its limits rest on.
 *
 *   npm run bench -- duplicates [--samples 100000] [--seed 1]
 *   npm run bench -- duplicates --thresholds [--faces FOLDER]
 *
 * The first makes embeddings of 128 values and hashes of people with 20 pictures each, copies one picture of a hundred with the changes
 * that a new encoding or a shift makes, and runs the whole of `relate`. The second renders three sets, looks at each picture again after
 * a new encoding, a resizing and a shift, and prints how alike it stays beside how alike other pictures of the person are. FOLDER: a
 * folder per person, e.g. ORL; nothing of it is kept.
 */
const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    thresholds: { type: 'boolean', default: false },
    faces: { type: 'string' },
  },
});

await loadTensorFlow();
process.stdout.write(`load of the machine at the start: ${loadavg()[0].toFixed(1)}\n`);
if (values.thresholds) {
  await lookAtThresholds(await createFaceEmbedder({ modelDir: MODEL_DIR }), await benchCodecs(), values.faces ?? null);
} else {
  await timeSearch(plantedTable(Number(values.samples), Number(values.seed)));
}
