import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../image/rgbImage';
import { testCodecs } from '../image/sampleImages.testing';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { createFaceDetector } from './faceDetector';
import { FACES_FOLDER, hasFacesFolder } from './facesFolder.testing';
import { createFaceEmbedder } from './faceEmbedder';
import { importOne } from './importFaces';
import { TEST_MODEL_DIR } from './modelDir.testing';

/** Every fifth picture of each subject is enough to see a change; OUTIS_TEST_FACES_ALL=1 takes all and measures. */
const takesAll = process.env['OUTIS_TEST_FACES_ALL'] === '1';
const STRIDE = takesAll ? 1 : 5;
/** One missed face of 80 weighs more than one of 400. */
const LEAST_IMPORTED = takesAll ? 0.99 : 0.98;

const chosen = (names: readonly string[]): string[] => [...names].sort().filter((_name, at) => at % STRIDE === 0);

const isCi = process.env['CI'] !== undefined;

describe.skipIf(!hasFacesFolder && !isCi)(`on real faces (skipped where ${FACES_FOLDER} is missing)`, () => {
  it('imports nearly all, tells people apart, and leaves no tensor behind', async () => {
    expect(hasFacesFolder, `There are no faces in ${FACES_FOLDER}; set OUTIS_TEST_FACES.`).toBe(true);
    const tools = { codecs: await testCodecs(), detector: await createFaceDetector({ modelDir: TEST_MODEL_DIR }) };
    const embedder = await createFaceEmbedder({ modelDir: TEST_MODEL_DIR });
    const crops: RgbImage[] = [];
    const owners: string[] = [];
    const refused: string[] = [];
    let importMs = 0;
    let embedMs = 0;
    let embeddings = new Float32Array(0);
    const left = await tensorsLeftBy(async () => {
      const begun = performance.now();
      for (const subject of readdirSync(FACES_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
        for (const name of chosen(readdirSync(join(FACES_FOLDER, subject.name)))) {
          const outcome = await importOne(
            readFileSync(join(FACES_FOLDER, subject.name, name)),
            `${subject.name}/${name}`,
            tools,
          );
          if (outcome.kind === 'refused') refused.push(`${subject.name}/${name}: ${outcome.reason}`);
          else {
            crops.push(outcome.aligned);
            owners.push(subject.name);
          }
        }
      }
      importMs = performance.now() - begun;
      const embedBegun = performance.now();
      embeddings = Float32Array.from(await embedder.embed(crops));
      embedMs = performance.now() - embedBegun;
    });
    const genuine: number[] = [];
    const impostor: number[] = [];
    for (let i = 0; i < owners.length; i++) {
      for (let j = 0; j < i; j++) {
        let cosine = 0;
        for (let c = 0; c < 128; c++) cosine += embeddings[i * 128 + c] * embeddings[j * 128 + c];
        (owners[i] === owners[j] ? genuine : impostor).push(cosine);
      }
    }
    const { samePersonFrom } = embedder.info.typicalCosine;
    const share = (scores: readonly number[], accept: (score: number) => boolean): number =>
      scores.filter(accept).length / scores.length;
    const balanced =
      (share(genuine, (score) => score >= samePersonFrom) + share(impostor, (score) => score < samePersonFrom)) / 2;
    const total = owners.length + refused.length;
    console.log({
      images: total,
      imported: owners.length,
      refused,
      importMsPerImage: importMs / total,
      embedMsPerFace: embedMs / owners.length,
      balancedAccuracy: balanced,
    });
    expect(owners.length / total).toBeGreaterThanOrEqual(LEAST_IMPORTED);
    expect(balanced).toBeGreaterThan(0.98);
    expect(left).toBe(0);
  }, 600_000);
});
