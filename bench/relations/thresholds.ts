import type { ImageCodecs } from '../../src/main/engine/image/codecs';
import type { FaceEmbedder } from '../../src/main/engine/scoring/faceEmbedder';
import { doubleRule, isDouble } from '../../src/main/engine/scoring/relations/duplicateGroups';
import { embeddingRows, product } from '../../src/main/engine/scoring/relations/embeddingRows';
import { bitsBetween, hashesOf, type Hashes } from '../../src/main/engine/scoring/relations/hashSearch';
import { pictureHash } from '../../src/main/engine/scoring/relations/pictureHash';
import type { RgbImage } from '../../src/main/engine/image/rgbImage';
import { PRESETS } from '../../src/shared/domain/presets';
import { type Faces, realFaces, renderedFaces } from './faces';
import { SAME_AGAIN } from './sameAgain';

const EVERY = 5;

/** Prints how alike the same picture stays and how alike other pictures are, in embedding and hash, and what the rule makes of it. */
export async function lookAtThresholds(
  embedder: FaceEmbedder,
  codecs: ImageCodecs,
  folder: string | null,
): Promise<void> {
  const sets: [string, Faces | null][] = [
    ['snapshots, 100 × 10', await renderedFaces({ identities: 100, samples: 10, seed: 77 })],
    ['studio, 30 × 10', await renderedFaces({ identities: 30, samples: 10, seed: 78, options: PRESETS.studio })],
    [
      'surveillance, 20 × 10',
      await renderedFaces({ identities: 20, samples: 10, seed: 79, options: PRESETS.surveillance }),
    ],
    ['real faces', folder === null ? null : await realFaces(folder)],
  ];
  const rule = doubleRule(embedder.info.typicalCosine.samePersonFrom);
  process.stdout.write(`rule: ${JSON.stringify(rule)}\n`);
  for (const [name, faces] of sets) if (faces !== null) await lookAt(name, faces);

  async function lookAt(name: string, { crops, identityIndex }: Faces): Promise<void> {
    process.stdout.write(`\n${name}\n`);
    const rows = embeddingRows(await embedder.embed(crops), embedder.info.embeddingSize);
    const hashes = hashesOfCrops(crops);
    const chosen = crops.flatMap((_, i) => (i % EVERY === 0 ? [i] : []));
    for (const { name: change, make } of SAME_AGAIN) {
      const again: RgbImage[] = [];
      for (const i of chosen) again.push(await make(crops[i], codecs));
      const changed = embeddingRows(await embedder.embed(again), embedder.info.embeddingSize);
      const changedHashes = hashesOfCrops(again);
      report(
        change,
        chosen.map((i, k) => [product(rows, i, changed, k), bitsBetween(hashes, i, changedHashes, k)]),
      );
    }
    const kin: Pair[] = [];
    const strangers: Pair[] = [];
    for (let i = 0; i < crops.length; i++)
      for (let j = 0; j < i; j++)
        (identityIndex[i] === identityIndex[j] ? kin : strangers).push([
          product(rows, i, rows, j),
          bitsBetween(hashes, i, hashes, j),
        ]);
    report('another picture, same person', kin);
    report('another person', strangers);
  }

  function report(what: string, pairs: readonly Pair[]): void {
    const cosines = pairs.map(([cosine]) => cosine).sort((a, b) => a - b);
    const bits = pairs.map(([, count]) => count).sort((a, b) => a - b);
    const at = (sorted: readonly number[], share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
    const doubles = pairs.filter(([cosine, count]) => isDouble(rule, count, cosine)).length;
    process.stdout.write(
      `  ${what.padEnd(30)} cosine 1 % ${at(cosines, 0.01).toFixed(4)}  median ${at(cosines, 0.5).toFixed(4)}  99 % ${at(cosines, 0.99).toFixed(4)}` +
        `   bits 1 % ${at(bits, 0.01)}  median ${at(bits, 0.5)}  99 % ${at(bits, 0.99)}   doubles ${doubles} of ${pairs.length}\n`,
    );
  }
}

type Pair = readonly [cosine: number, bits: number];

const hashesOfCrops = (crops: readonly RgbImage[]): Hashes =>
  hashesOf(Uint32Array.from(crops.flatMap((crop) => [...pictureHash(crop)])));
