import { createHash } from 'node:crypto';
import { sampleId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import type { ImageCodecs } from '../../../engine/image/codecs';
import { encodeJpeg } from '../../../engine/image/encodeJpeg';
import type { PixelRect } from '../../../engine/image/resize';
import type { RgbImage } from '../../../engine/image/rgbImage';
import { FACE_AREA_112, imageQuality } from '../../../engine/scoring/imageQuality';
import type { ImportedFace } from '../../../engine/scoring/importFaces';
import type { BatchFile } from '../../../storage/setWriter';

/** Crops of real pictures are kept nearly as they were cut; the pictures themselves stay where they are. */
const CROP_JPEG_QUALITY = 95;

export interface PlannedPicture {
  readonly identityIndex: number;
  readonly sampleIndex: number;
  readonly subject: string;
  /** Below the imported folder. */
  readonly path: string;
}

export interface ImportedSample {
  readonly row: SampleRow;
  readonly file: BatchFile;
}

const padded = (index: number, digits: number): string => String(index + 1).padStart(digits, '0');

/** The face itself on any crop of the template; the frame around it may be black where the picture ended. */
function faceArea({ widthPx, heightPx }: RgbImage): PixelRect {
  const scale = heightPx / 112;
  const { leftPx, topPx, widthPx: width, heightPx: height } = FACE_AREA_112;
  // All crops are centred on the template: 96×112 is 112×112 without 8 px on each side.
  const offset = (112 * scale - widthPx) / 2;
  return {
    leftPx: Math.round(leftPx * scale - offset),
    topPx: Math.round(topPx * scale),
    widthPx: Math.round(width * scale),
    heightPx: Math.round(height * scale),
  };
}

/** Encodes an aligned face and describes it. Folders are numbered, because a subject's name need not be a safe file name. */
export function importedSample(face: ImportedFace, picture: PlannedPicture, codecs: ImageCodecs): ImportedSample {
  const bytes = encodeJpeg(codecs, face.aligned, { quality: CROP_JPEG_QUALITY });
  const quality = imageQuality(face.aligned, faceArea(face.aligned));
  const path = `images/${padded(picture.identityIndex, 6)}/${padded(picture.sampleIndex, 4)}.jpg`;
  const [rightEye, leftEye, nose, rightMouth, leftMouth] = face.landmarks;
  const row: SampleRow = {
    id: sampleId(picture.identityIndex, picture.sampleIndex),
    identityIndex: picture.identityIndex,
    sampleIndex: picture.sampleIndex,
    identityName: picture.subject,
    file: path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    widthPx: face.aligned.widthPx,
    heightPx: face.aligned.heightPx,
    sizeBytes: bytes.length,
    partnerIndex: -1,
    weight: 1,
    source: picture.path,
    numbers: {
      // −1: placed by hand, so no detector was asked.
      detectionScore: face.detectionScore ?? -1,
      alignmentResidualPx: face.residualPx,
      sharpness: quality.sharpness,
      exposure: quality.exposure,
      contrast: quality.contrast,
      originalWidthPx: face.originalWidthPx,
      originalHeightPx: face.originalHeightPx,
      rightEyeX: rightEye[0],
      rightEyeY: rightEye[1],
      leftEyeX: leftEye[0],
      leftEyeY: leftEye[1],
      noseX: nose[0],
      noseY: nose[1],
      rightMouthX: rightMouth[0],
      rightMouthY: rightMouth[1],
      leftMouthX: leftMouth[0],
      leftMouthY: leftMouth[1],
    },
  };
  return { row, file: { path, bytes } };
}
