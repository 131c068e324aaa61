import { parseArgs } from 'node:util';
import { createFaceEmbedder } from '../src/main/engine/scoring/faceEmbedder';
import { loadTensorFlow } from '../src/main/engine/tensor/bootstrap';
import { PRESETS } from '../src/shared/domain/presets';
import { GraphicsOptions } from '../src/shared/domain/graphicsOptions';
import { SUGGEST_FROM } from '../src/shared/domain/suggestions';
import { benchCodecs, MODEL_DIR, realFaces, renderedFaces } from './relations/faces';
import { reportFaults } from './relations/reportFaults';
import { SAME_AGAIN } from './relations/sameAgain';
import { scoreFaults } from './relations/scoreFaults';
import { plantFaults } from '../src/main/engine/scoring/relations/planting.testing';

/**
 * Plants known faults into a rendered set and counts which of them the suggestions name.
 *
 *   npm run bench -- plantedFaults [--identities 100] [--samples 10] [--each 10] [--seed 77] [--preset studio] [--faces FOLDER]
 *
 * FOLDER: a folder per volunteer, e.g. ORL. Of each, the last two pictures may be leaked: the last stays in the real set too
 * (`leakedPicture`), the last but one does not (`leakedPerson`). Real pictures stay in memory. Seeds 77 to 79 were looked at while the
 * limits were set; take another to measure.
 */
const { values } = parseArgs({
  options: {
    identities: { type: 'string', default: '100' },
    samples: { type: 'string', default: '10' },
    each: { type: 'string', default: '10' },
    seed: { type: 'string', default: '77' },
    preset: { type: 'string', default: 'snapshots' },
    faces: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const [identities, samples, each, seed] = [values.identities, values.samples, values.each, values.seed].map(Number);
const preset = Object.entries(PRESETS).find(([name]) => name === values.preset);
if (preset === undefined) throw new Error(`there is no preset ${values.preset}`);

await loadTensorFlow();
const codecs = await benchCodecs();
const good = await renderedFaces({ identities, samples, seed, options: GraphicsOptions.parse(preset[1]) });
const real = values.faces === undefined ? null : await realFaces(values.faces);
const ofPerson = (person: number): number[] =>
  real === null ? [] : [...real.crops.keys()].filter((i) => real.identityIndex[i] === person);
const persons = real === null ? [] : [...new Set(real.identityIndex)];
const heldBack = new Set(persons.slice(each, 2 * each).map((person) => ofPerson(person).slice(-2)[0]));
const planted = await plantFaults({
  crops: good.crops,
  identityIndex: good.identityIndex,
  each,
  seed,
  leaked:
    real === null
      ? null
      : {
          pictures: persons.slice(0, each).map((person) => real.crops[ofPerson(person).slice(-1)[0]]),
          persons: [...heldBack].map((i) => real.crops[i]),
        },
  again: SAME_AGAIN.map(
    ({ make }) =>
      (image) =>
        make(image, codecs),
  ),
});
const embedder = await createFaceEmbedder({ modelDir: MODEL_DIR });
const scored = await scoreFaults({ ...good, crops: planted.crops }, real, heldBack, embedder, MODEL_DIR);
reportFaults(planted, scored, SUGGEST_FROM, values.verbose);
