import { join } from 'node:path';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { CancelSignal } from '@shared/lib/abort';
import { exportFactors } from '../../../storage/coefficients/exportFactors';
import type { ExportDraft } from '../../../storage/exportDraft';
import type { DraftPart } from '../../../storage/exportParts';

const COEFFICIENTS_FILE = 'coefficients.arrow';

/**
 * Puts the five factors of the synthetic samples that go out beside the images, and of no other sample.
 * @returns what dataset.json says of them; null where there are none. @throws Failure corrupt-data, cancelled
 */
export async function writeCoefficients(
  libraryPath: string,
  draft: ExportDraft,
  syn: DraftPart,
  exportDir: string,
  signal: CancelSignal,
): Promise<DatasetInfo['coefficients']> {
  const wanted = new Set(draft.layout.files.filter(({ origin }) => origin === 'syn').map(({ sample }) => sample.id));
  const path = join(exportDir, COEFFICIENTS_FILE);
  const made = await exportFactors(libraryPath, syn.request.setId, wanted, path, signal);
  return made === null ? null : { file: COEFFICIENTS_FILE, sha256: made.sha256 };
}
