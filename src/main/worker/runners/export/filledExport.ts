import type { ExportSpec } from '@shared/domain/jobs';
import type { ExportDraft } from '../../../storage/exportDraft';
import type { PinnedExport } from '../../../storage/pinnedExport';
import type { CopyDisk } from './storedImages';
import type { WrittenImages } from './writtenImages';

/** All that is known of an export when its images are written. */
export interface FilledExport {
  readonly spec: ExportSpec;
  readonly draft: ExportDraft;
  readonly pinned: PinnedExport;
  readonly written: WrittenImages;
  readonly disk: CopyDisk;
}
