import { alignmentResidualPx } from '../image/alignment';
import type { Landmarks5, Point2 } from '../image/landmarks5';
import { cropRgb, fitInside, resizeRgb } from '../image/resize';
import type { RgbImage } from '../image/rgbImage';
import { tensorFlow } from '../tensor/bootstrap';
import { type LoadedNet, loadNet, type RelativeDetection, type Tensor3D } from './faceApi';
import { dropOverlapping, type FaceBox, prominence, type ScoredBox, type SquareRegion } from './faceBox';
import { LandmarkFinder } from './landmarkFinder';
import { type Attempt, detectionPlan } from './detectionPlan';

export interface DetectedFace {
  readonly box: FaceBox;
  /** The detector's confidence, 0..1. */
  readonly score: number;
  /** In picture pixels. */
  readonly landmarks: Landmarks5;
  /** Root mean square distance of the aligned points from the template, in pixels of the 112 px crop: above about 10 the points are doubtful. */
  readonly residualPx: number;
  /** How much the picture is of this face, for ordering; see `prominence`. */
  readonly prominence: number;
  /** Which attempt found it, e.g. `ssd margin 0.5`. */
  readonly foundBy: string;
}

export interface FaceDetector {
  /**
   * All faces of a picture, the most prominent first; empty when none was found.
   * @param rgb `[heightPx,widthPx,3] uint8`. Leaves no tensor behind.
   */
  detect(rgb: Uint8Array, widthPx: number, heightPx: number): Promise<DetectedFace[]>;
  /** Names the nets by the hashes of their weights. */
  readonly fingerprint: string;
}

/** The detectors look at 512 px at most: a picture is brought down to this before its parts are cut. */
const WORKING_SIDE_PX = 1280;
const MAX_FACES = 20;
/** The landmark net takes 112 px. */
const LANDMARK_FACE_PX = 160;
/** Of the 400 ORL faces the farthest lies 6.9 px off the template; what detectors half-see in pictures without faces, 11 to 15. */
const MAX_UNSURE_RESIDUAL_PX = 9;
const CERTAIN_SCORE = 0.7;

function squareCrop(image: RgbImage, region: SquareRegion): RgbImage {
  return cropRgb(image, {
    leftPx: region.leftPx,
    topPx: region.topPx,
    widthPx: region.sidePx,
    heightPx: region.sidePx,
  });
}

/** Points of a picture in those of the same picture enlarged; (0, 0) is the centre of the first pixel in both. */
function enlarge(points: Landmarks5, scaleX: number, scaleY: number): Landmarks5 {
  const at = ([x, y]: Point2): Point2 => [(x + 0.5) * scaleX - 0.5, (y + 0.5) * scaleY - 0.5];
  return [at(points[0]), at(points[1]), at(points[2]), at(points[3]), at(points[4])];
}

class FaceApiDetector implements FaceDetector {
  constructor(
    private readonly ssd: LoadedNet<'ssdMobilenetv1'>,
    private readonly tiny: LoadedNet<'tinyFaceDetector'>,
    private readonly landmarks: LandmarkFinder,
  ) {}

  get fingerprint(): string {
    const hashes = [this.ssd.weightsSha256, this.tiny.weightsSha256, this.landmarks.weightsSha256].map((hash) =>
      hash.slice(0, 12),
    );
    return `outis-detect/1 face-api ssd-mobilenet-v1:${hashes[0]} tiny:${hashes[1]} landmarks-68:${hashes[2]}`;
  }

  async detect(rgb: Uint8Array, widthPx: number, heightPx: number): Promise<DetectedFace[]> {
    const image = { rgb, widthPx, heightPx };
    const size = fitInside(widthPx, heightPx, WORKING_SIDE_PX);
    const working =
      size.widthPx === widthPx && size.heightPx === heightPx ? image : resizeRgb(image, size.widthPx, size.heightPx);
    const { boxes, foundBy } = await this.search(working);
    const toImageX = widthPx / size.widthPx;
    const toImageY = heightPx / size.heightPx;
    const faces: DetectedFace[] = [];
    for (const found of boxes.slice(0, MAX_FACES)) {
      const box = {
        leftPx: found.leftPx * toImageX,
        topPx: found.topPx * toImageY,
        widthPx: found.widthPx * toImageX,
        heightPx: found.heightPx * toImageY,
      };
      // A large face has points enough in the small picture, at a fraction of the work.
      const landmarks =
        Math.max(found.widthPx, found.heightPx) >= LANDMARK_FACE_PX
          ? enlarge(await this.landmarks.find(working, found), toImageX, toImageY)
          : await this.landmarks.find(image, box);
      const residualPx = alignmentResidualPx(landmarks, '112x112');
      // An unsure box without a face's proportions inside was no face.
      if (found.score < CERTAIN_SCORE && residualPx > MAX_UNSURE_RESIDUAL_PX) continue;
      faces.push({
        box,
        score: found.score,
        landmarks,
        residualPx,
        prominence: prominence({ ...box, score: found.score }, widthPx, heightPx),
        foundBy,
      });
    }
    return faces.sort((a, b) => b.prominence - a.prominence);
  }

  /** Goes through the plan until an attempt finds something sure; else takes the surest of what was found by the way. */
  private async search(image: RgbImage): Promise<{ readonly boxes: readonly ScoredBox[]; readonly foundBy: string }> {
    let best: { readonly box: ScoredBox; readonly foundBy: string } | undefined;
    for (const attempt of detectionPlan(image.widthPx, image.heightPx)) {
      const found: ScoredBox[] = [];
      for (const region of attempt.regions) found.push(...(await this.look(image, region, attempt)));
      const boxes = dropOverlapping(found);
      const sure = boxes.filter((box) => box.score >= attempt.sureFrom);
      if (sure.length > 0) return { boxes: sure, foundBy: attempt.name };
      const [surest] = boxes;
      if (boxes.length > 0 && surest.score >= attempt.usableFrom && surest.score > (best?.box.score ?? 0)) {
        best = { box: surest, foundBy: `${attempt.name}, unsure` };
      }
    }
    return best === undefined ? { boxes: [], foundBy: '' } : { boxes: [best.box], foundBy: best.foundBy };
  }

  private async look(image: RgbImage, region: SquareRegion, attempt: Attempt): Promise<ScoredBox[]> {
    const tf = tensorFlow();
    const { rgb, widthPx: side } = squareCrop(image, region);
    const input = tf.tidy(() =>
      tf.image.resizeBilinear(
        tf.tensor3d(rgb, [side, side, 3], 'int32'),
        [attempt.inputSidePx, attempt.inputSidePx],
        false,
        true,
      ),
    );
    const detections =
      attempt.detector === 'ssd'
        ? await this.askSsd(input, attempt.usableFrom)
        : await this.tiny.net.locateFaces(input, {
            inputSize: attempt.inputSidePx,
            scoreThreshold: attempt.usableFrom,
          });
    input.dispose();
    const boxes: ScoredBox[] = [];
    for (const { score, relativeBox } of detections) {
      const leftPx = region.leftPx + relativeBox.x * side;
      const topPx = region.topPx + relativeBox.y * side;
      const box = { leftPx, topPx, widthPx: relativeBox.width * side, heightPx: relativeBox.height * side, score };
      const centreX = leftPx + box.widthPx / 2;
      const centreY = topPx + box.heightPx / 2;
      // A box whose middle lies in the grey margin is the margin's doing.
      const inside = centreX > 0 && centreY > 0 && centreX < image.widthPx && centreY < image.heightPx;
      if (inside && box.widthPx > 0 && box.heightPx > 0) boxes.push(box);
    }
    return boxes;
  }

  private async askSsd(input: Tensor3D, usableFrom: number): Promise<RelativeDetection[]> {
    const { boxes, scores } = await this.ssd.net.forward(input);
    const [corners, confidences] = await Promise.all([boxes[0].data(), scores[0].data()]);
    tensorFlow().dispose([...boxes, ...scores]);
    const found: RelativeDetection[] = [];
    for (let i = 0; i < confidences.length; i++) {
      if (!(confidences[i] >= usableFrom)) continue;
      const [top, left, bottom, right] = corners.subarray(i * 4, i * 4 + 4);
      found.push({
        score: confidences[i],
        relativeBox: { x: left, y: top, width: right - left, height: bottom - top },
      });
    }
    return found;
  }
}

/**
 * Loads two detectors and the landmark net from the face-api package's `model` folder (about 6 MB of weights).
 * @throws Failure set-up-incomplete when a file or TensorFlow is missing.
 */
export async function createFaceDetector(options: { readonly modelDir: string }): Promise<FaceDetector> {
  const { modelDir } = options;
  return new FaceApiDetector(
    await loadNet('ssdMobilenetv1', modelDir),
    await loadNet('tinyFaceDetector', modelDir),
    await LandmarkFinder.create(modelDir),
  );
}
