import { readFile } from 'node:fs/promises';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { ImageCodecs } from '../../../engine/image/codecs';
import { decodeImage } from '../../../engine/image/decodeImage';
import type { Landmarks5 } from '../../../engine/image/landmarks5';
import type { RgbImage } from '../../../engine/image/rgbImage';
import { TEMPLATE_IN_VIEW, alignedView, pointsInView } from '../../../engine/scoring/alignedView';
import type { AlignedFace } from '../../../engine/scoring/scoreFaces';
import { sha256Hex } from '../../../platform/hash';
import { inside, setDir } from '../../../storage/libraryPaths';
import { textAt, type SampleColumns } from '../../../storage/samples/sampleColumns';

/** One picture of a set as the scorers see it. */
export interface ViewedSample extends AlignedFace {
  /** Row of the sample table. */
  readonly row: number;
  /** As it is stored. */
  readonly crop: RgbImage;
}

export interface ViewReader {
  /** Reads and decodes some rows; a picture that is gone, damaged or another one is left out and named in `onFailed`. */
  read(rows: Int32Array): Promise<readonly ViewedSample[]>;
}

interface Options {
  readonly libraryPath: string;
  readonly setId: SetId;
  readonly columns: SampleColumns;
  readonly codecs: ImageCodecs;
  readonly onFailed: (place: string, why: string) => void;
}

/** Five points that the generator knows, or null where the set has none of its own. */
function knownPoints({ numbers }: SampleColumns, row: number): Landmarks5 | null {
  const at = (name: string): number => numbers.get(name)?.[row] ?? Number.NaN;
  const points = [1, 2, 3, 4, 5].map((i) => [at(`landmark${i}X`), at(`landmark${i}Y`)] as const);
  return points.some(([x, y]) => Number.isNaN(x + y)) ? null : (points as unknown as Landmarks5); // five stay five
}

export function openViews({ libraryPath, setId, columns, codecs, onFailed }: Options): ViewReader {
  const folder = setDir(libraryPath, setId);
  const readOne = async (row: number): Promise<ViewedSample | null> => {
    const file = textAt(columns.text.file, row);
    try {
      const path = inside(folder, file);
      const bytes = await readFile(path);
      if (sha256Hex(bytes) !== textAt(columns.text.sha256, row)) {
        onFailed(file, 'it is not the picture that the sample table names');
        return null;
      }
      const crop = await decodeImage(codecs, bytes, path);
      const known = knownPoints(columns, row);
      return {
        row,
        crop,
        view: alignedView(crop),
        known: known === null ? TEMPLATE_IN_VIEW : pointsInView(known, crop),
      };
    } catch (thrown) {
      // One bad picture is no reason to leave the others without scores: it is counted and named.
      if (!(thrown instanceof Error)) throw thrown;
      onFailed(file, thrown instanceof Failure ? thrown.message : 'it cannot be read');
      return null;
    }
  };
  return {
    read: async (rows) => {
      const all = await Promise.all(Array.from(rows, readOne));
      return all.filter((one) => one !== null);
    },
  };
}

/** Some rows at a time, the next of which are read and decoded while the caller works on these. */
export async function* readAhead(
  views: ViewReader,
  rows: Int32Array,
  size: number,
): AsyncGenerator<readonly ViewedSample[]> {
  if (rows.length === 0) return;
  let ahead = views.read(rows.subarray(0, size));
  try {
    for (let next = size; next < rows.length; next += size) {
      const ready = await ahead;
      ahead = views.read(rows.subarray(next, next + size));
      yield ready;
    }
    yield await ahead;
  } finally {
    // A caller that stops early leaves no file open.
    await ahead;
  }
}
