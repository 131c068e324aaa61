import { BACKGROUND } from './coefficientLayout';
import { clamp, exp, mix, smoothStep } from './exactMath';
import { OPAQUE, OWNER, type Frame } from './frame';
import { noiseAt, noiseBank, NOISE_SIZE } from './noise';

/** The backdrop is out of focus: it is computed once for this many pixels in a row and interpolated. */
const GRID = 28;
const grid = new Float32Array(3 * (GRID + 1) * (GRID + 1));

type Rgb = readonly [number, number, number];

/**
 * Fills the frame with what stands behind the person: a wall, a room or the open, muted and blurred.
 * @param background 32 numbers @param level brightness of the surrounding light, so that the place is as bright as its light
 */
export function drawBackdrop(frame: Frame, background: Float32Array, level: number): void {
  fillGrid(background, level);
  const { width, height, colour, owner, passed } = frame;
  for (let y = 0; y < height; y++) {
    const gy = ((y + 0.5) / height) * GRID;
    const y0 = Math.min(GRID - 1, gy | 0);
    const fy = gy - y0;
    for (let x = 0; x < width; x++) {
      const k = y * width + x;
      if (owner[k] !== OWNER.none || passed[k] < OPAQUE) continue;
      const gx = ((x + 0.5) / width) * GRID;
      const x0 = Math.min(GRID - 1, gx | 0);
      const fx = gx - x0;
      const from = 3 * (y0 * (GRID + 1) + x0);
      const below = from + 3 * (GRID + 1);
      const to = 3 * k;
      for (let c = 0; c < 3; c++) {
        const top = grid[from + c] * (1 - fx) + grid[from + 3 + c] * fx;
        const bottom = grid[below + c] * (1 - fx) + grid[below + 3 + c] * fx;
        colour[to + c] = top * (1 - fy) + bottom * fy;
      }
    }
  }
}

interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: Rgb;
  readonly share: number;
  readonly edge: number;
}

function fillGrid(b: Float32Array, level: number): void {
  const outdoor = smoothStep(-0.4, 0.4, b[BACKGROUND.outdoor]);
  const warmth = clamp(0.06 * b[BACKGROUND.warmth], -0.2, 0.25);
  const lightness = 0.3 * exp(0.6 * clamp(b[BACKGROUND.lightness], -2.2, 1.8)) * level;
  const wall: Rgb = [1 + warmth, 1 + 0.2 * warmth, 1 - warmth];
  const sky: Rgb = [0.92 + 0.4 * warmth, 1, 1.1 - 0.4 * warmth];
  const leaves: Rgb = [0.62, 0.7, 0.46];
  const patches = makePatches(b, outdoor);
  const bank = noiseBank();
  const texture = 0.1 + 0.14 * smoothStep(-1, 2, b[BACKGROUND.texture]) * (0.5 + outdoor);
  const phase = b[BACKGROUND.phase] * NOISE_SIZE * 0.31;
  const slope = 0.22 * b[BACKGROUND.gradient];
  for (let j = 0; j <= GRID; j++) {
    for (let i = 0; i <= GRID; i++) {
      const x = i / GRID;
      const y = j / GRID;
      const cloud = noiseAt(bank.broad, x * 105 + phase, y * 105 + 0.6 * phase);
      const speckle = noiseAt(bank.middle, x * 60 - phase, y * 60);
      const inside = lightness * (1 + slope * (y - 0.5) + 0.5 * slope * (x - 0.5)) * (1 + 0.5 * texture * cloud);
      const aboveHorizon = smoothStep(0.75, 0.35, y + 0.12 * cloud + 0.1 * b[BACKGROUND.gradient]);
      const outside = lightness * mix(0.62, 1.5, aboveHorizon) * (1 + texture * (cloud + 0.8 * speckle));
      const at = 3 * (j * (GRID + 1) + i);
      for (let c = 0; c < 3; c++) {
        let value = mix(inside * wall[c], outside * mix(leaves[c], sky[c], aboveHorizon), outdoor);
        for (const patch of patches) {
          const dx = Math.abs(x - patch.x) / patch.width;
          const dy = Math.abs(y - patch.y) / patch.height;
          const distance = outdoor > 0.5 ? Math.sqrt(dx * dx + dy * dy) : Math.max(dx, dy);
          const share = patch.share * smoothStep(1 + patch.edge, 1 - patch.edge, distance);
          if (share > 0) value = mix(value, lightness * patch.colour[c], share);
        }
        grid[at + c] = Math.max(0.002, value);
      }
    }
  }
}

/** Doors, frames, shelves indoors; bushes and lights outdoors. */
function makePatches(b: Float32Array, outdoor: number): Patch[] {
  const patches: Patch[] = [];
  const edge = clamp(0.3 - 0.12 * b[BACKGROUND.sharpness], 0.08, 0.6);
  for (let i = 0; i < BACKGROUND.patchCount; i++) {
    const at = BACKGROUND.patchFirst + i * BACKGROUND.patchSize;
    const share = smoothStep(0.1, 1.1, Math.abs(b[at + 3])) * 0.8;
    if (share <= 0) continue;
    const size = exp(0.5 * clamp(b[at + 2], -2, 2));
    const tone = exp(0.75 * clamp(b[at + 3], -2, 1.6));
    const tint = clamp(0.16 * b[at + 4], -0.35, 0.35);
    const green = outdoor * 0.06;
    patches.push({
      x: 0.5 + 0.36 * b[at],
      y: 0.45 + 0.32 * b[at + 1],
      width: 0.13 * size,
      height: (outdoor > 0.5 ? 0.13 : 0.26) * size,
      colour: [tone * (1 + tint - green), tone * (1 + green), tone * (1 - tint - green)],
      share,
      edge,
    });
  }
  return patches;
}
