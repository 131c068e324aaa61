import type { ErrorPayload } from '@shared/domain/jobState';
import type { BatchDone, ImageBatch } from './runners/export/imageBatch';

/** Pool to thread. `spare` is memory for the bytes that come back; it is transferred, as they are. */
export type ImageRequest =
  | { readonly id: number; readonly batch: ImageBatch; readonly spare: ArrayBuffer | null }
  | { readonly id: number; readonly hashFile: string };

/** Thread to pool; both ends are the same build, so the type is trusted. */
export type ImageReply =
  | { readonly id: number; readonly done: BatchDone }
  | { readonly id: number; readonly sha256: string }
  | { readonly id: number; readonly error: ErrorPayload };
