import type { ExportSpec } from '@shared/domain/jobs';
import type { ExportDraft } from '../../../storage/exportDraft';
import type { PinnedExport } from '../../../storage/pinnedExport';
import type { KnownHashes } from '../../../storage/signature/writeSignature';
import type { CopyDisk } from './storedImages';
import type { WrittenImages } from './writtenImages';

/** All that is known of an export when its images are written. */
export interface FilledExport {
  readonly spec: ExportSpec;
  readonly draft: ExportDraft;
  readonly pinned: PinnedExport;
  readonly written: WrittenImages;
  readonly disk: CopyDisk;
  /** Hashes of the files of a pack, which are taken while the rest is written; empty where images are files. */
  readonly packHashes: KnownHashes;
}
