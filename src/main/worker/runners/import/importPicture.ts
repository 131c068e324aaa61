import { MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import type { ImportSpec } from '@shared/domain/jobs';
import type { SampleRow } from '@shared/domain/sample';
import { toFailureDetail } from '@shared/lib/failure';
import type { ImageCodecs } from '../../../engine/image/codecs';
import { probeImage } from '../../../engine/image/probeImage';
import type { FaceDetector } from '../../../engine/scoring/faceDetector';
import { importOne, type RefusedImage } from '../../../engine/scoring/importFaces';
import type { JobContext } from '../../../jobs/jobContext';
import type { ImportIssueLine } from '../../../storage/importLog';
import type { BatchFile } from '../../../storage/setWriter';
import { importedSample } from './importedSample';
import type { SourcePicture } from './sourcePicture';

export interface BatchOutcome {
  readonly rows: SampleRow[];
  readonly files: BatchFile[];
  readonly issues: ImportIssueLine[];
}

export interface PictureTools {
  readonly spec: ImportSpec;
  readonly codecs: ImageCodecs;
  readonly detector: FaceDetector;
  readonly context: JobContext;
}

/** Five points set by hand help where the picture can be read and a face may be in it. */
const PLACEABLE: ReadonlySet<RefusedImage['reason']> = new Set(['no-face', 'several-faces']);

/** The picture becomes a sample or a line in the list of refusals; what is wrong with it is not fatal for the others. */
export async function importPicture(
  picture: SourcePicture,
  { spec, codecs, detector, context }: PictureTools,
  outcome: BatchOutcome,
): Promise<void> {
  const { path, subject, isFile, sampleIndex } = picture;
  const refuse = (reason: string, detail: string, size: PictureSize | null = null, placeable = false): void => {
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
  if (sampleIndex >= MAX_SAMPLES_PER_IDENTITY) {
    refuse('too-many', `A subject has at most ${MAX_SAMPLES_PER_IDENTITY} pictures.`);
    return;
  }
  let bytes: Uint8Array;
  try {
    bytes = await picture.read();
  } catch (thrown) {
    refuse('unreadable', toFailureDetail(thrown).message);
    return;
  }
  const { crop, severalFaces } = spec;
  const imported = await importOne(bytes, path, { codecs, detector, crop, severalFaces });
  if (imported.kind === 'refused') {
    const { reason, detail, remedy } = imported;
    refuse(reason, `${detail} ${remedy}`, sizeOf(bytes, path), isFile && PLACEABLE.has(reason));
    return;
  }
  for (const note of imported.notes) context.log(`${path}: ${note}`);
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
