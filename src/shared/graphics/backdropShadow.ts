import { clamp } from './exactMath';
import { OWNER, type Frame } from './frame';

/** Distances from the head to the wall that a flash lights, in widths of the crop, for a wall in focus and one out of it. */
const NEAR = 0.7;
const FAR = 2.2;
/** Light that a shadow on the wall keeps. */
const KEPT = 0.42;
/** Points looked at for one shadow, in points of a 112 px frame: its soft edge. */
const TAPS: readonly (readonly [number, number])[] = [
  [0, 0],
  [3, 1],
  [-1, 3],
  [-3, -1],
  [1, -3],
];

/**
 * The dark rim that a flash throws on a near wall: the outline of the head, shifted away from the lamp.
 * @param sharpness the backdrop's coefficient: the sharper, the nearer the wall
 */
export function castOnWall(frame: Frame, keyDirection: readonly [number, number, number], sharpness: number): void {
  const nearness = clamp(0.5 + 0.5 * sharpness, 0, 1);
  if (nearness === 0) return;
  const { width, height, colour, owner, passed } = frame;
  const gap = (NEAR + (FAR - NEAR) * (1 - nearness)) * width;
  const depth = Math.max(0.3, keyDirection[2]);
  const unit = height / 224;
  const shiftX = (gap * keyDirection[0]) / depth;
  const shiftY = (-gap * keyDirection[1]) / depth;
  const soft = unit * (1 + 2 * (1 - nearness));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const k = y * width + x;
      if (owner[k] !== OWNER.none || passed[k] < 0.05) continue;
      let hidden = 0;
      for (const [dx, dy] of TAPS) {
        // Beyond the lower edge the body goes on; beyond the others there is nothing.
        const sx = Math.floor(x + shiftX + soft * dx);
        const sy = Math.min(height - 1, Math.floor(y + shiftY + soft * dy));
        if (sx < 0 || sx >= width || sy < 0) continue;
        const seen = sy * width + sx;
        hidden += owner[seen] === OWNER.none ? 1 - passed[seen] : 1;
      }
      const gain = 1 - ((1 - KEPT) * nearness * hidden) / TAPS.length;
      for (let n = 3 * k; n < 3 * k + 3; n++) colour[n] *= gain;
    }
  }
}
