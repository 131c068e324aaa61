import type { CancelSignal } from '@shared/lib/abort';
import type { ExportFormat } from '@shared/domain/exportFormat';

/** One image of somebody's dataset, as its loader would see it. */
export interface ReadImage {
  /** File below the folder that was opened, `/` separated, and the key inside it; the key is empty where a file is one image. */
  readonly path: string;
  readonly entry: string;
  /** Class as stored, or null where the format has none. */
  readonly label: number | null;
  /** Name of the identity as far as the format keeps one; else the label in five digits. */
  readonly identity: string;
  /** The encoded file, unchanged. */
  readonly bytes: Uint8Array;
}

/** Reads a dataset made by anybody: hostile until parsed, bounded, no code run. */
export interface DatasetReader {
  readonly format: ExportFormat | 'verification-bin';
  /**
   * In the order of storage; memory stays flat.
   * @throws Failure corrupt-data or invalid-input naming file, place and remedy; io; cancelled
   */
  images(signal: CancelSignal): AsyncGenerator<ReadImage>;
}

/** @returns null where the folder or file is not of this format. @throws Failure when it is, and is damaged at its head */
export type OpenReader = (path: string) => Promise<DatasetReader | null>;
