import { readFile } from 'node:fs/promises';
import { sampleId } from '@shared/domain/ids';
import type { PrivacyReport } from '@shared/domain/privacy';
import { isMissing } from '../../../platform/ioFailure';
import { inside, setDir } from '../../../storage/libraryPaths';
import { textAt } from '../../../storage/samples/sampleColumns';
import type { OwnSide } from './readSides';

/** Crops are a few kilobytes; a page with larger ones would not open everywhere. */
const MAX_BYTES = 200_000;

/**
 * Pictures for the page as data addresses, by sample id: of synthetic people only, which is why no real set is given here.
 * One that is gone, or too large, is left out.
 */
export async function facesOf(
  libraryPath: string,
  own: Pick<OwnSide, 'info' | 'samples'>,
  report: PrivacyReport,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set<string>([
    ...report.pairs.map(({ sample }) => sample),
    ...(report.collisions?.top ?? []).flatMap(({ sample, other }) => [sample, other]),
  ]);
  const { columns, rows } = own.samples;
  const { identityIndex, sampleIndex } = columns.integers;
  const folder = setDir(libraryPath, own.info.id);
  const faces = new Map<string, string>();
  for (const row of rows) {
    const id = sampleId(identityIndex[row] ?? 0, sampleIndex[row] ?? 0);
    if (!wanted.has(id)) continue;
    const file = textAt(columns.text.file, row);
    try {
      const bytes = await readFile(inside(folder, file));
      if (bytes.length > MAX_BYTES) continue;
      const type = file.endsWith('.png') ? 'png' : 'jpeg';
      faces.set(id, `data:image/${type};base64,${bytes.toString('base64')}`);
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown;
    }
  }
  return faces;
}
