import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '../../src/shared/domain/ids';
import type { NetworkConfig } from '../../src/shared/domain/training';
import { initCodecs } from '../../src/main/engine/image/codecs';
import { embedImages, type ImageSource } from '../../src/main/engine/recognition/embed';
import { loadRecogniser } from '../../src/main/engine/recognition/recogniser';
import { readCompleteSamples } from '../../src/main/worker/runners/recognition/completeSamples';
import { setImageSource } from '../../src/main/worker/runners/recognition/setImages';

/** Cosines of all pairs of the real pictures, each pair once, in the order of the sample table. */
export interface AllPairs {
  /** Person of each picture. */
  readonly people: readonly number[];
  /** [n(n−1)/2], pair (i, j) with i < j at `pairIndex`. */
  readonly scores: Float32Array;
}

interface RealSet {
  readonly people: readonly number[];
  images(network: Pick<NetworkConfig, 'inputWidth' | 'inputHeight'>): ImageSource;
}

export async function openRealSet(libraryPath: string, setId: SetId): Promise<RealSet> {
  const codecs = await initCodecs(join('resources', 'built', 'codecs'));
  const { rows } = await readCompleteSamples(libraryPath, setId, 'evaluation', { at: new Date().toISOString() });
  return {
    people: rows.map((row) => row.identityIndex),
    images: (network) =>
      setImageSource(
        libraryPath,
        rows.map((row) => ({ setId, row })),
        codecs,
        network,
      ),
  };
}

/** As the trained network sees them: features of a picture and its mirror image added (insightface's verification). */
export async function scoreByNetwork(real: RealSet, runDir: string, network: NetworkConfig): Promise<AllPairs> {
  const recogniser = loadRecogniser(network, await readFile(join(runDir, 'model.safetensors')));
  try {
    const { data, size } = await embedImages(recogniser, real.images(network), { flip: true });
    return { people: real.people, scores: cosines(data, size) };
  } finally {
    recogniser.dispose();
  }
}

const PIXELS = { inputWidth: 32, inputHeight: 32 };

/** As plain pixels at 32 × 32 in grey, less their mean: what no network at all reaches. */
export async function scoreByPixels(real: RealSet): Promise<AllPairs> {
  const source = real.images(PIXELS);
  const size = PIXELS.inputWidth * PIXELS.inputHeight;
  const data = new Float32Array(source.count * size);
  for (let row = 0; row < source.count; row++) {
    const rgb = await source.readRgb(row);
    let mean = 0;
    for (let i = 0; i < size; i++) {
      const grey = (rgb[3 * i] + rgb[3 * i + 1] + rgb[3 * i + 2]) / 3;
      data[row * size + i] = grey;
      mean += grey / size;
    }
    for (let i = 0; i < size; i++) data[row * size + i] -= mean;
  }
  return { people: real.people, scores: cosines(data, size) };
}

function cosines(data: Float32Array, size: number): Float32Array {
  const count = data.length / size;
  const unit = new Float32Array(data.length);
  for (let row = 0; row < count; row++) {
    let square = 0;
    for (let i = row * size; i < (row + 1) * size; i++) square += data[i] * data[i];
    for (let i = row * size; i < (row + 1) * size; i++) unit[i] = data[i] / Math.sqrt(square || 1);
  }
  const scores = new Float32Array((count * (count - 1)) / 2);
  let at = 0;
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += unit[a * size + i] * unit[b * size + i];
      scores[at++] = sum;
    }
  }
  return scores;
}
