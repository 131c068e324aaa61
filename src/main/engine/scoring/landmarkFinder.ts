import type { Similarity } from '@shared/graphics/alignment';
import { applySimilarity, invertSimilarity } from '../image/alignment';
import { cutOut } from '../image/cutOut';
import type { Landmarks5, Point2 } from '../image/landmarks5';
import type { RgbImage } from '../image/rgbImage';
import { tensorFlow } from '../tensor/bootstrap';
import { type LoadedNet, loadNet } from './faceApi';
import type { FaceBox } from './faceBox';
import { fiveOf68 } from './landmarks68';

/** What the landmark net takes. */
const INPUT_SIDE_PX = 112;
/** The net was taught on boxes somewhat larger than the points' own bounding box. */
const BOX_TO_POINTS = 1.35;
/** Each pass looks at a crop placed and turned by the points of the pass before; after three the points stand still. */
const PASSES = 3;
/** Views that differ by less than this at every corner show the net the same. */
const SETTLED_PX = 26;

/** The similarity that shows the square around `centre` with this side, turned so that `across` becomes horizontal. */
function squareView(centre: Point2, sidePx: number, across: Point2): Similarity {
  const length = Math.sqrt(across[0] * across[0] + across[1] * across[1]);
  const scale = INPUT_SIDE_PX / sidePx;
  const a = (scale * across[0]) / length;
  const b = (-scale * across[1]) / length;
  const middle = (INPUT_SIDE_PX - 1) / 2;
  return { a, b, tx: middle - a * centre[0] + b * centre[1], ty: middle - b * centre[0] - a * centre[1] };
}

function viewOfPoints(points: readonly Point2[], five: Landmarks5): Similarity {
  const across: Point2 = [five[1][0] - five[0][0], five[1][1] - five[0][1]];
  if (across[0] === 0 && across[1] === 0) return squareView(five[0], 1, [1, 0]);
  // Bounds in the turned frame, so that a tilted face gets no larger a box than an upright one.
  const turned = points.map((point) => applySimilarity(squareView([0, 0], INPUT_SIDE_PX, across), point));
  const xs = turned.map(([x]) => x);
  const ys = turned.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const back = invertSimilarity(squareView([0, 0], INPUT_SIDE_PX, across));
  const centre = applySimilarity(back, [(left + right) / 2, (top + bottom) / 2]);
  return squareView(centre, Math.max(1, Math.max(right - left, bottom - top) * BOX_TO_POINTS), across);
}

/** The square around a box, upright. */
function viewOfBox({ leftPx, topPx, widthPx, heightPx }: FaceBox): Similarity {
  return squareView([leftPx + widthPx / 2 - 0.5, topPx + heightPx / 2 - 0.5], Math.max(widthPx, heightPx), [1, 0]);
}

/** How far a corner of one view is from where the other one shows it, in pixels of the view. */
function apart(a: Similarity, b: Similarity): number {
  const back = invertSimilarity(b);
  const last = INPUT_SIDE_PX - 1;
  const corners: readonly Point2[] = [
    [0, 0],
    [last, 0],
    [0, last],
    [last, last],
  ];
  const off = corners.map((corner) => {
    const [x, y] = applySimilarity(a, applySimilarity(back, corner));
    return Math.sqrt((x - corner[0]) ** 2 + (y - corner[1]) ** 2);
  });
  return Math.max(...off);
}

export interface BoxedFace {
  readonly image: RgbImage;
  readonly box: FaceBox;
}

/** Finds 68 points inside a face box and gives the five that alignment needs. */
export class LandmarkFinder {
  private constructor(private readonly loaded: LoadedNet<'faceLandmark68Net'>) {}

  static async create(modelDir: string): Promise<LandmarkFinder> {
    return new LandmarkFinder(await loadNet('faceLandmark68Net', modelDir));
  }

  get weightsSha256(): string {
    return this.loaded.weightsSha256;
  }

  /** Five points in picture pixels. Leaves no tensor behind. */
  async find(image: RgbImage, box: FaceBox): Promise<Landmarks5> {
    return fiveOf68(await this.find68(image, box));
  }

  /** All 68 points of the iBUG 300-W mark-up in picture pixels. Leaves no tensor behind. */
  async find68(image: RgbImage, box: FaceBox): Promise<readonly Point2[]> {
    const [points] = await this.findMany68([{ image, box }], PASSES);
    return points;
  }

  /**
   * As `find68` for several faces, which the net sees together.
   * @param passes each costs as much as the first
   */
  async findMany68(faces: readonly BoxedFace[], passes: number): Promise<readonly (readonly Point2[])[]> {
    let views = faces.map(({ box }) => viewOfBox(box));
    let found = await this.pointsIn(faces, views);
    for (let pass = 1; pass < passes; pass++) {
      views = found.map((points) => viewOfPoints(points, fiveOf68(points)));
      found = await this.pointsIn(faces, views);
    }
    return found;
  }

  /**
   * As `findMany68` with two passes, of which the second is spent only on faces whose points ask for another view than the one that they
   * were found in: an aligned crop shows its face where `box` says.
   */
  async findAligned68(faces: readonly BoxedFace[]): Promise<readonly (readonly Point2[])[]> {
    const views = faces.map(({ box }) => viewOfBox(box));
    const found = await this.pointsIn(faces, views);
    const wanted = found.map((points) => viewOfPoints(points, fiveOf68(points)));
    const again = [...faces.keys()].filter((i) => apart(views[i], wanted[i]) > SETTLED_PX);
    const better = await this.pointsIn(
      again.map((i) => faces[i]),
      again.map((i) => wanted[i]),
    );
    for (const [k, i] of again.entries()) found[i] = better[k];
    return found;
  }

  private async pointsIn(faces: readonly BoxedFace[], views: readonly Similarity[]): Promise<Point2[][]> {
    if (faces.length === 0) return [];
    const tf = tensorFlow();
    const inputs = faces.map(({ image }, i) =>
      tf.tensor3d(
        cutOut(image, views[i], INPUT_SIDE_PX, INPUT_SIDE_PX).rgb,
        [INPUT_SIDE_PX, INPUT_SIDE_PX, 3],
        'int32',
      ),
    );
    const output = await this.loaded.net.forward(inputs);
    const relative = await output.data();
    tf.dispose([...inputs, output]);
    return views.map((view, face) => {
      const toImage = invertSimilarity(view);
      const at = (i: number): number => relative[face * 136 + i] * INPUT_SIDE_PX - 0.5;
      // The net measures from the crop's edge, our coordinates from the centre of its first pixel.
      return Array.from({ length: 68 }, (_unused, i) => applySimilarity(toImage, [at(i * 2), at(i * 2 + 1)]));
    });
  }
}
