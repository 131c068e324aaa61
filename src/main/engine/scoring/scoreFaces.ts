import type { Landmarks5, Point2 } from '../image/landmarks5';
import type { RgbImage } from '../image/rgbImage';
import { coveredEstimate } from './coveredEstimate';
import { faceMeasures } from './faceMeasures';
import type { FaceBox } from './faceBox';
import { FaceMosaic } from './faceMosaic';
import { LandmarkFinder } from './landmarkFinder';
import { fiveOf68 } from './landmarks68';
import type { ScoredColumns } from './scoreImages';

/** Between the least score of 196 faces (0.38) and the greatest of 96 pieces of background (0.25); docs/scores.md. */
export const FACE_FOUND_FROM = 0.3;
/** Faces that the landmark net sees together; more gain little. */
const LANDMARK_BATCH = 25;
/** Where the face of an aligned crop is, with some margin. The detector's box is no better a start: docs/scores.md. */
const USUAL_BOX: FaceBox = { leftPx: 8, topPx: 24, widthPx: 96, heightPx: 96 };

/** An aligned crop of 112 × 112 px, and where its five points are known to be. */
export interface AlignedFace {
  readonly view: RgbImage;
  readonly known: Landmarks5;
}

/** Scorer `face`: finds each face again and holds its points against where they should be. */
export class FaceScorer {
  private constructor(
    private readonly mosaic: FaceMosaic,
    private readonly landmarks: LandmarkFinder,
  ) {}

  /** @throws Failure set-up-incomplete */
  static async create(modelDir: string): Promise<FaceScorer> {
    return new FaceScorer(await FaceMosaic.create(modelDir), await LandmarkFinder.create(modelDir));
  }

  /** Hashes of the nets' weights. */
  get weights(): { readonly ssd: string; readonly landmarks: string } {
    return { ssd: this.mosaic.weightsSha256, landmarks: this.landmarks.weightsSha256 };
  }

  /**
   * The 68 points of each face, in pixels of its crop, and what the detector said.
   * The same faces in the same order give the same values. Leaves no tensor behind.
   */
  async find(views: readonly RgbImage[]): Promise<{ readonly scores: readonly number[]; readonly points: Points68[] }> {
    const seen = await this.mosaic.see(views);
    const points: Points68[] = [];
    for (let start = 0; start < views.length; start += LANDMARK_BATCH) {
      const some = views.slice(start, start + LANDMARK_BATCH).map((image) => ({ image, box: USUAL_BOX }));
      points.push(...(await this.landmarks.findAligned68(some)));
    }
    return { scores: seen.map(({ score }) => score), points };
  }

  /** As `find`, as columns. Estimates are NaN where no face was found. */
  async score(faces: readonly AlignedFace[]): Promise<ScoredColumns> {
    const { scores, points } = await this.find(faces.map(({ view }) => view));
    const isFound = scores.map((score) => score >= FACE_FOUND_FROM);
    const measures = points.map((own) => faceMeasures(own));
    const column = (valueOf: (i: number) => number): Float32Array => Float32Array.from(faces, (_face, i) => valueOf(i));
    const estimate = (key: keyof (typeof measures)[number]): [string, Float32Array] => [
      `face.${key}`,
      column((i) => (isFound[i] ? measures[i][key] : Number.NaN)),
    ];
    return {
      reals: new Map([
        ['face.found', column((i) => (isFound[i] ? 1 : 0))],
        ['face.score', column((i) => scores[i])],
        ['face.landmarkErrorPx', column((i) => meanDistance(fiveOf68(points[i]), faces[i].known))],
        estimate('yawDeg'),
        estimate('pitchDeg'),
        estimate('rollDeg'),
        estimate('mouthOpen'),
        estimate('eyesOpen'),
        ['face.occlusion', column((i) => (isFound[i] ? coveredEstimate(faces[i].view, scores[i]) : Number.NaN))],
      ]),
      integers: new Map(),
    };
  }
}

type Points68 = readonly Point2[];

function meanDistance(a: Landmarks5, b: Landmarks5): number {
  let sum = 0;
  for (const [i, [x, y]] of a.entries()) sum += Math.sqrt((x - b[i][0]) ** 2 + (y - b[i][1]) ** 2);
  return sum / a.length;
}
