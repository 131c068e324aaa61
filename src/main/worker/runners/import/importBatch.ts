import { join } from 'node:path';
import type { ImportSpec } from '@shared/domain/jobs';
import type { SampleRow } from '@shared/domain/sample';
import { throwIfCancelled } from '@shared/lib/abort';
import { toFailureDetail } from '@shared/lib/failure';
import type { ImageCodecs } from '../../../engine/image/codecs';
import { probeImage } from '../../../engine/image/probeImage';
import type { FaceDetector } from '../../../engine/scoring/faceDetector';
import { importOne, type RefusedImage } from '../../../engine/scoring/importFaces';
import { readTreeFile } from '../../../formats/images/readTreeFile';
import type { JobContext } from '../../../jobs/jobContext';
import type { ImportIssueLine } from '../../../storage/importLog';
import type { BatchFile } from '../../../storage/setWriter';
import { importedSample, type PlannedPicture } from './importedSample';

export interface BatchOutcome {
  readonly rows: SampleRow[];
  readonly files: BatchFile[];
  readonly issues: ImportIssueLine[];
}

export interface BatchTools {
  readonly spec: ImportSpec;
  readonly codecs: ImageCodecs;
  readonly detector: FaceDetector;
  readonly context: JobContext;
  /** Called after each picture, whatever became of it. */
  readonly pictureDone: () => void;
}

/** Five points set by hand help where the picture can be read and a face may be in it. */
const PLACEABLE: ReadonlySet<RefusedImage['reason']> = new Set(['no-face', 'several-faces']);

/** Every picture becomes a sample or a line in the list of refusals; none is fatal for the others. @throws Failure cancelled */
export async function importBatch(pictures: readonly PlannedPicture[], tools: BatchTools): Promise<BatchOutcome> {
  const outcome: BatchOutcome = { rows: [], files: [], issues: [] };
  for (const picture of pictures) {
    throwIfCancelled(tools.context.signal);
    await importPicture(picture, tools, outcome);
    tools.pictureDone();
    // Between pictures the process hears a cancel.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return outcome;
}

async function importPicture(
  picture: PlannedPicture,
  { spec, codecs, detector, context }: BatchTools,
  outcome: BatchOutcome,
): Promise<void> {
  const refuse = (reason: string, detail: string, size: PictureSize | null = null, placeable = false): void => {
    const { path, subject } = picture;
    outcome.issues.push({
      path,
      subject,
      reason,
      detail,
      placeable,
      widthPx: size?.widthPx ?? null,
      heightPx: size?.heightPx ?? null,
      resolved: false,
    });
  };
  let bytes: Uint8Array;
  try {
    bytes = await readTreeFile(join(spec.folder, picture.path));
  } catch (thrown) {
    refuse('unreadable', toFailureDetail(thrown).message);
    return;
  }
  const { crop, severalFaces } = spec;
  const imported = await importOne(bytes, picture.path, { codecs, detector, crop, severalFaces });
  if (imported.kind === 'refused') {
    const { reason, detail, remedy } = imported;
    refuse(reason, `${detail} ${remedy}`, sizeOf(bytes, picture.path), PLACEABLE.has(reason));
    return;
  }
  for (const note of imported.notes) context.log(`${picture.path}: ${note}`);
  const { row, file } = importedSample(imported, picture, codecs);
  outcome.rows.push(row);
  outcome.files.push(file);
}

interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Null where even the header cannot be read; the refusal says so already. */
function sizeOf(bytes: Uint8Array, place: string): PictureSize | null {
  try {
    return probeImage(bytes, place);
  } catch {
    return null;
  }
}
