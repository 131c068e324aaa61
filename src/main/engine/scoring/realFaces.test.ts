import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../image/rgbImage';
import { testCodecs } from '../image/sampleImages.testing';
import { tensorsLeftBy } from '../tensor/tensorCount.testing';
import { createFaceDetector } from './faceDetector';
import { createFaceEmbedder } from './faceEmbedder';
import { importOne } from './importFaces';
import { TEST_MODEL_DIR } from './modelDir.testing';

/**
 * Real faces never lie in this repository. Whoever has a consented folder (one folder per subject, such as ORL) names it:
 * OUTIS_TEST_FACES=FOLDER npx vitest run src/main/engine/scoring/realFaces.test.ts
 */
const folder = process.env['OUTIS_TEST_FACES'] ?? '';

describe.skipIf(folder === '')('on real faces', () => {
  it('imports at least 99 %, tells people apart, and leaves no tensor behind', async () => {
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
      for (const subject of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
        for (const name of readdirSync(join(folder, subject.name))) {
          const outcome = await importOne(
            readFileSync(join(folder, subject.name, name)),
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
    expect(owners.length / total).toBeGreaterThanOrEqual(0.99);
    expect(balanced).toBeGreaterThan(0.98);
    expect(left).toBe(0);
  }, 600_000);
});
