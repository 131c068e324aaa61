import type { CropName } from '@shared/graphics/alignment';
import { Failure } from '@shared/lib/failure';
import { alignFace } from '../image/alignFace';
import { alignmentFor, alignmentResidualPx, similarityScale } from '../image/alignment';
import type { ImageCodecs } from '../image/codecs';
import { type DecodedImage, decodeImage } from '../image/decodeImage';
import { type Landmarks5, parseLandmarks5 } from '../image/landmarks5';
import type { RgbImage } from '../image/rgbImage';
import type { DetectedFace, FaceDetector } from './faceDetector';

/** Why an image did not become a sample; each is listed for the user with its detail. */
export const REFUSAL_REASONS = ['unreadable', 'unsupported', 'too-small', 'no-face', 'several-faces'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface ImportedFace {
  readonly kind: 'imported';
  /** The aligned crop. */
  readonly aligned: RgbImage;
  /** In pixels of the upright original. */
  readonly landmarks: Landmarks5;
  readonly originalWidthPx: number;
  readonly originalHeightPx: number;
  /** The detector's confidence 0..1; null when a person placed the points. */
  readonly detectionScore: number | null;
  /** How far the aligned points lie from the template, in crop pixels. */
  readonly residualPx: number;
  readonly foundBy: string;
  readonly notes: readonly string[];
}

export interface RefusedImage {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly remedy: string;
  /** Faces a person can choose from when there were several, the most prominent first. */
  readonly candidates: readonly DetectedFace[];
}

export type ImportOutcome = ImportedFace | RefusedImage;

export interface ImportTools {
  readonly codecs: ImageCodecs;
  readonly detector: FaceDetector;
  /** Default `112x112`. */
  readonly crop?: CropName;
  /** `largest` (default) takes a face that clearly stands out among several; `refuse` takes only pictures of one face. */
  readonly severalFaces?: 'largest' | 'refuse';
}

/** Below this no detector finds a face and no recogniser can use it. */
const MIN_SIDE_PX = 24;
/** A face that has to be enlarged more than this into the 112 px crop holds too little detail. */
const MAX_ENLARGEMENT_112 = 4;
const SOFT_ENLARGEMENT_112 = 2.5;
/** A second face at least this prominent, relative to the first, makes it unclear whom the picture is of. */
const RIVAL_PROMINENCE = 0.7;
/** Above this the five points hardly form a face; see `DetectedFace.residualPx`. */
const DOUBTFUL_RESIDUAL_PX = 8;

const HAND_REMEDY = 'Place the five points by hand, or leave the image out.';

function refused(
  reason: RefusalReason,
  detail: string,
  remedy: string,
  candidates: readonly DetectedFace[] = [],
): RefusedImage {
  return { kind: 'refused', reason, detail, remedy, candidates };
}

/** What the file itself is to blame for becomes an outcome; our own mistakes stay exceptions. */
function refusalOf(thrown: unknown): RefusedImage {
  if (thrown instanceof Failure && (thrown.code === 'corrupt-data' || thrown.code === 'invalid-input')) {
    return refused(
      thrown.code === 'corrupt-data' ? 'unreadable' : 'unsupported',
      thrown.message,
      thrown.remedy ?? 'Leave it out.',
    );
  }
  throw thrown;
}

interface Found {
  readonly landmarks: Landmarks5;
  readonly score: number | null;
  readonly foundBy: string;
}

function finish(image: DecodedImage, found: Found, crop: CropName, notes: readonly string[]): ImportedFace {
  const residualPx = alignmentResidualPx(found.landmarks, '112x112');
  const enlargement = similarityScale(alignmentFor(found.landmarks, '112x112'));
  return {
    kind: 'imported',
    aligned: alignFace(image, found.landmarks, crop),
    landmarks: found.landmarks,
    originalWidthPx: image.widthPx,
    originalHeightPx: image.heightPx,
    detectionScore: found.score,
    residualPx,
    foundBy: found.foundBy,
    notes: [
      ...image.notes,
      ...notes,
      ...(enlargement > SOFT_ENLARGEMENT_112 ? [`small face, enlarged ${enlargement.toFixed(1)} times`] : []),
      ...(residualPx > DOUBTFUL_RESIDUAL_PX
        ? [`the five points are ${residualPx.toFixed(1)} px off the template: look at this one`]
        : []),
    ],
  };
}

/**
 * One file of a real set: decodes it, finds the face it is of, and cuts it out. Bad files are an outcome, not an exception.
 * @param place the file's path inside the tree; stands in messages and is checked against the content.
 */
export async function importOne(bytes: Uint8Array, place: string, tools: ImportTools): Promise<ImportOutcome> {
  const { codecs, detector, crop = '112x112', severalFaces = 'largest' } = tools;
  let image: DecodedImage;
  try {
    image = await decodeImage(codecs, bytes, place);
  } catch (thrown) {
    return refusalOf(thrown);
  }
  if (Math.min(image.widthPx, image.heightPx) < MIN_SIDE_PX) {
    return refused(
      'too-small',
      `${image.widthPx} x ${image.heightPx} px; at least ${MIN_SIDE_PX} px a side are needed.`,
      'Use a larger image.',
    );
  }
  const faces = await detector.detect(image.rgb, image.widthPx, image.heightPx);
  if (faces.length === 0)
    return refused(
      'no-face',
      'No face was found, also not with margins, at other scales or by the second detector.',
      HAND_REMEDY,
    );
  const [face, rival] = faces;
  const rivalry = severalFaces === 'refuse' ? 0 : RIVAL_PROMINENCE;
  if (faces.length > 1 && rival.prominence >= rivalry * face.prominence) {
    return refused(
      'several-faces',
      severalFaces === 'refuse'
        ? `${faces.length} faces were found.`
        : `${faces.length} faces were found and none stands out.`,
      'Choose one of them, or crop the image.',
      faces,
    );
  }
  const enlargement = similarityScale(alignmentFor(face.landmarks, '112x112'));
  if (enlargement > MAX_ENLARGEMENT_112) {
    return refused(
      'too-small',
      `The face would have to be enlarged ${enlargement.toFixed(1)} times, more than ${MAX_ENLARGEMENT_112}.`,
      'Use a larger image.',
      faces,
    );
  }
  const others = faces.length - 1;
  const notes = [
    ...(others > 0
      ? [`${others} more ${others === 1 ? 'face' : 'faces'} in the picture; the most prominent was taken`]
      : []),
    ...(face.foundBy.endsWith('unsure') ? [`the detector was unsure (${face.score.toFixed(2)})`] : []),
  ];
  return finish(image, { landmarks: face.landmarks, score: face.score, foundBy: face.foundBy }, crop, notes);
}

/** True when the mouth lies on the wrong side of the eyes: left and right points were exchanged. */
function areExchanged([eye1, eye2, , mouth1, mouth2]: Landmarks5): boolean {
  const downX = (mouth1[0] + mouth2[0] - eye1[0] - eye2[0]) / 2;
  const downY = (mouth1[1] + mouth2[1] - eye1[1] - eye2[1]) / 2;
  return (eye2[0] - eye1[0]) * downY - (eye2[1] - eye1[1]) * downX <= 0;
}

/**
 * The same with points that a person placed on the upright picture.
 * @param points five pairs `[x, y]` in its pixels: eye, eye, nose tip, mouth corner, mouth corner, the picture's left first.
 * @throws Failure invalid-input when the points cannot be a face in this picture; a bad file is an outcome.
 */
export async function alignWithPoints(
  bytes: Uint8Array,
  place: string,
  points: unknown,
  tools: Omit<ImportTools, 'detector'>,
): Promise<ImportOutcome> {
  const landmarks = parseLandmarks5(points, place);
  let image: DecodedImage;
  try {
    image = await decodeImage(tools.codecs, bytes, place);
  } catch (thrown) {
    return refusalOf(thrown);
  }
  const wrong = (message: string): Failure =>
    new Failure({
      code: 'invalid-input',
      message,
      place,
      remedy:
        'Place the points again: eyes, tip of the nose, corners of the mouth, each time the left one in the picture first.',
    });
  const inside = landmarks.every(
    ([x, y]) => x >= -0.5 && y >= -0.5 && x <= image.widthPx - 0.5 && y <= image.heightPx - 0.5,
  );
  if (!inside) throw wrong(`A point lies outside the picture of ${image.widthPx} x ${image.heightPx} px.`);
  if (areExchanged(landmarks)) throw wrong('The left and the right points are exchanged.');
  return finish(image, { landmarks, score: null, foundBy: 'placed by hand' }, tools.crop ?? '112x112', []);
}
