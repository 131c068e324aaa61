import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openSampleRenderer } from '../../src/main/engine/generators/graphics/sampleRenderer';
import { type ImageCodecs, initCodecs } from '../../src/main/engine/image/codecs';
import { decodeImage } from '../../src/main/engine/image/decodeImage';
import type { RgbImage } from '../../src/main/engine/image/rgbImage';
import { createFaceDetector } from '../../src/main/engine/scoring/faceDetector';
import { importOne } from '../../src/main/engine/scoring/importFaces';
import { GenerateRecipe, type GenerateRecipeInput } from '../../src/shared/domain/generateRecipe';

export const MODEL_DIR = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'model',
);
const SIDE_PX = 112;

export interface Faces {
  /** Aligned crops of 112 px, identity by identity. */
  readonly crops: readonly RgbImage[];
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
}

export const benchCodecs = (): Promise<ImageCodecs> => initCodecs(join('resources', 'built', 'codecs'));

/** A set as the program renders it, pixels after its own JPEG; kept in .cache/relations under the recipe's numbers. */
export async function renderedFaces(recipe: GenerateRecipeInput): Promise<Faces> {
  const whole = GenerateRecipe.parse(recipe);
  const count = whole.identities * whole.samples;
  const path = join('.cache', 'relations', `faces-${whole.seed}-${whole.identities}x${whole.samples}.rgb`);
  const bytes = SIDE_PX * SIDE_PX * 3;
  if (!existsSync(path)) {
    const codecs = await benchCodecs();
    const renderer = await openSampleRenderer({
      recipe: whole,
      candidates: null,
      headModelDir: join('resources', 'built', 'head-model'),
      codecsDir: join('resources', 'built', 'codecs'),
    });
    const pixels = new Uint8Array(count * bytes);
    for (let i = 0; i < count; i++) {
      const sample = renderer.render(Math.floor(i / whole.samples), i % whole.samples);
      pixels.set((await decodeImage(codecs, sample.bytes, `${i}.jpg`)).rgb, i * bytes);
      if ((i + 1) % 100 === 0) process.stderr.write(`rendered ${i + 1} of ${count}\n`);
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, pixels);
  }
  const pixels = new Uint8Array(readFileSync(path));
  return {
    crops: Array.from({ length: count }, (_, i) => ({
      rgb: pixels.subarray(i * bytes, (i + 1) * bytes),
      widthPx: SIDE_PX,
      heightPx: SIDE_PX,
    })),
    identityIndex: Int32Array.from({ length: count }, (_, i) => Math.floor(i / whole.samples)),
    sampleIndex: Int32Array.from({ length: count }, (_, i) => i % whole.samples),
  };
}

/** Aligned faces of volunteers, a folder per subject; they stay in memory. @returns null where there is no such folder. */
export async function realFaces(folder: string): Promise<Faces | null> {
  if (!existsSync(folder)) return null;
  const tools = { codecs: await benchCodecs(), detector: await createFaceDetector({ modelDir: MODEL_DIR }) };
  const crops: RgbImage[] = [];
  const identities: number[] = [];
  const samples: number[] = [];
  const subjects = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const [identity, subject] of subjects.entries()) {
    for (const [sample, name] of readdirSync(join(folder, subject.name)).sort().entries()) {
      const outcome = await importOne(readFileSync(join(folder, subject.name, name)), name, tools);
      if (outcome.kind !== 'imported') continue;
      crops.push(outcome.aligned);
      identities.push(identity);
      samples.push(sample);
    }
  }
  return { crops, identityIndex: Int32Array.from(identities), sampleIndex: Int32Array.from(samples) };
}
