import type { PlannedPicture } from './importedSample';

/** A picture on its way into a set. */
export interface SourcePicture extends PlannedPicture {
  /** @throws Failure io, invalid-input: this picture cannot be read, others may */
  read(): Promise<Uint8Array>;
  /** Whether it is a file of its own that a person can be shown to set points in. */
  readonly isFile: boolean;
}
