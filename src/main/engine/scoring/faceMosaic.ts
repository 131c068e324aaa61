import { resizeRgb } from '../image/resize';
import type { RgbImage } from '../image/rgbImage';
import { tensorFlow } from '../tensor/bootstrap';
import { type LoadedNet, loadNet } from './faceApi';
import type { FaceBox } from './faceBox';

/** Side of the square that the SSD net looks at. */
const CANVAS_PX = 512;
const GREY = 128;
/** Side of the crops that are looked at. */
export const VIEW_PX = 112;

/** How crops lie on the canvas: `perSide`² of them, each `facePx` wide in the middle of its tile. */
interface Layout {
  readonly perSide: number;
  readonly facePx: number;
}

/**
 * One look of the net at a crop alone costs 83 ms of one core, at 25 of them side by side 3 ms each, and the crop gets the grey margin
 * that the net wants. Score that 99 % of 240 rendered and 400 ORL faces reach, and the greatest of 600 pieces of background: 5 × 5 at
 * 64 px 0.49, 0.43 and 0.28; 4 × 4 at 112 px 0.22, 0.44 and 0.24; 6 × 6 at 64 px 0.53, 0.41 and 0.60 (docs/scores.md). The second look is
 * spent on what the first is unsure of.
 */
const FIRST: Layout = { perSide: 5, facePx: 64 };
const SECOND: Layout = { perSide: 4, facePx: 112 };
const SURE_FROM = 0.6;

/** The best that the detector saw in a crop. */
export interface SeenFace {
  /** The detector's confidence, 0..1. */
  readonly score: number;
  /** In pixels of the crop. */
  readonly box: FaceBox;
}

const NOTHING: SeenFace = { score: 0, box: { leftPx: 0, topPx: 0, widthPx: VIEW_PX, heightPx: VIEW_PX } };

/** Finds the one face of each of many aligned crops at once. */
export class FaceMosaic {
  private constructor(private readonly loaded: LoadedNet<'ssdMobilenetv1'>) {}

  /** @throws Failure set-up-incomplete */
  static async create(modelDir: string): Promise<FaceMosaic> {
    return new FaceMosaic(await loadNet('ssdMobilenetv1', modelDir));
  }

  get weightsSha256(): string {
    return this.loaded.weightsSha256;
  }

  /**
   * @param views crops of 112 × 112 px; null leaves a tile empty. The neighbours on the canvas change a score by some hundredths, so the
   * same crops in the same order give the same scores. Leaves no tensor behind.
   */
  async see(views: readonly (RgbImage | null)[]): Promise<readonly SeenFace[]> {
    const seen = await this.lookAt(views, FIRST);
    const unsure = [...views.keys()].filter((i) => views[i] !== null && seen[i].score < SURE_FROM);
    const again = await this.lookAt(
      unsure.map((i) => views[i]),
      SECOND,
    );
    for (const [k, i] of unsure.entries()) if (again[k].score > seen[i].score) seen[i] = again[k];
    return seen;
  }

  private async lookAt(views: readonly (RgbImage | null)[], layout: Layout): Promise<SeenFace[]> {
    const seen: SeenFace[] = [];
    const each = layout.perSide * layout.perSide;
    for (let start = 0; start < views.length; start += each)
      seen.push(...(await this.look(views.slice(start, start + each), layout)));
    return seen;
  }

  private async look(views: readonly (RgbImage | null)[], layout: Layout): Promise<SeenFace[]> {
    const tf = tensorFlow();
    const input = tf.tensor3d(canvasOf(views, layout), [CANVAS_PX, CANVAS_PX, 3], 'int32');
    const { boxes, scores } = await this.loaded.net.forward(input);
    const [corners, confidences] = await Promise.all([boxes[0].data(), scores[0].data()]);
    tf.dispose([input, ...boxes, ...scores]);
    const { perSide, facePx } = layout;
    const tilePx = Math.floor(CANVAS_PX / perSide);
    const marginPx = (tilePx - facePx) >> 1;
    const seen = views.map(() => NOTHING);
    for (let i = 0; i < confidences.length; i++) {
      const score = confidences[i];
      const [top, left, bottom, right] = [0, 1, 2, 3].map((k) => corners[i * 4 + k] * CANVAS_PX);
      const column = Math.floor((left + right) / 2 / tilePx);
      const row = Math.floor((top + bottom) / 2 / tilePx);
      const tile = row * perSide + column;
      const isInside = column >= 0 && row >= 0 && column < perSide && tile < views.length;
      if (!isInside || views[tile] === null || !(score > seen[tile].score)) continue;
      if (right - left < 2 || bottom - top < 2) continue;
      const toView = VIEW_PX / facePx;
      seen[tile] = {
        score,
        box: {
          leftPx: (left - column * tilePx - marginPx) * toView,
          topPx: (top - row * tilePx - marginPx) * toView,
          widthPx: (right - left) * toView,
          heightPx: (bottom - top) * toView,
        },
      };
    }
    return seen;
  }
}

function canvasOf(views: readonly (RgbImage | null)[], { perSide, facePx }: Layout): Uint8Array {
  const canvas = new Uint8Array(CANVAS_PX * CANVAS_PX * 3).fill(GREY);
  const tilePx = Math.floor(CANVAS_PX / perSide);
  const marginPx = (tilePx - facePx) >> 1;
  for (const [tile, view] of views.entries()) {
    if (view === null) continue;
    const { rgb } = facePx === view.widthPx ? view : resizeRgb(view, facePx, facePx);
    const leftPx = (tile % perSide) * tilePx + marginPx;
    const topPx = Math.floor(tile / perSide) * tilePx + marginPx;
    for (let y = 0; y < facePx; y++)
      canvas.set(rgb.subarray(y * facePx * 3, (y + 1) * facePx * 3), ((topPx + y) * CANVAS_PX + leftPx) * 3);
  }
  return canvas;
}
