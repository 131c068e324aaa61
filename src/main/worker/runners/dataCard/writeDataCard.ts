import { join } from 'node:path';
import { dataCard } from '@shared/domain/papers/dataCard';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { paperMarkdown } from '../../../formats/papers/paperMarkdown';
import { paperPdf } from '../../../formats/papers/paperPdf';
import { readPaperFonts } from '../../../formats/papers/paperFonts';
import type { JobPlace } from '../../../jobs/jobContext';
import { writeFileDurable } from '../../../platform/atomicWrite';
import type { ExportDraft } from '../../../storage/exportDraft';
import { collectFacts } from './collectFacts';

/**
 * Writes DATACARD.md and DATACARD.pdf into an export: the same text twice. Comes after dataset.json and before the signature.
 * @param partial folder that becomes the export. @throws Failure corrupt-data, not-found (the fonts), disk-full, io
 */
export async function writeDataCard(
  partial: string,
  draft: ExportDraft,
  info: DatasetInfo,
  place: JobPlace,
): Promise<void> {
  const paper = dataCard(await collectFacts(draft, info, place));
  await writeFileDurable(join(partial, 'DATACARD.md'), paperMarkdown(paper));
  await writeFileDurable(join(partial, 'DATACARD.pdf'), await paperPdf(paper, await readPaperFonts()));
}
