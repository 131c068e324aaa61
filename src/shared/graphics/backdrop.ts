import { accident, accidentShare, blurCanvas, fillEllipse, makeCanvas, type Canvas, type Rgb } from './backdropCanvas';
import { lightBehind, type BackdropLight } from './backdropLight';
import { paintOpen } from './backdropOpen';
import { paintRoom } from './backdropRooms';
import { castOnWall } from './backdropShadow';
import { BACKGROUND } from './coefficientLayout';
import { clamp, smoothStep } from './exactMath';
import { OPAQUE, OWNER, type Frame } from './frame';
import type { Place } from './recipeOptions';
import type { KeyLight } from './sphericalHarmonics';

/** Cells in a row of the canvas, for small and for large pictures. */
const COARSE = 64;
const FINE = 128;
const canvases = new Map<number, Canvas>();
/** Reflectance of the plain wall that strength 0 shows. */
const PLAIN = 0.4;

/**
 * Fills the frame with what stands behind the person: a room or the open, under the same light as the face, out of focus.
 * @param background 32 numbers @param ambient light without the key, 27 numbers
 */
export function drawBackdrop(
  frame: Frame,
  background: Float32Array,
  ambient: Float32Array,
  key: KeyLight,
  place: Place,
): void {
  const size = frame.heightPx > 160 ? FINE : COARSE;
  let canvas = canvases.get(size);
  if (canvas === undefined) canvases.set(size, (canvas = makeCanvas(size)));
  paint(canvas, background, lightBehind(ambient, key, place));
  lay(canvas, frame);
  if (place === 'flash' && background[BACKGROUND.outdoor] < 0)
    castOnWall(frame, key.direction, background[BACKGROUND.sharpness]);
}

function paint(canvas: Canvas, b: Float32Array, light: BackdropLight): void {
  const presence = smoothStep(0, 0.5, Math.abs(b[BACKGROUND.outdoor]));
  if (presence > 0) {
    const isOpen = b[BACKGROUND.outdoor] > 0;
    if (isOpen) paintOpen(canvas, b, light);
    else paintRoom(canvas, b, light);
    // Portraits blur what is behind them; telephones hardly.
    blurCanvas(canvas, (clamp(1.5 - 1.2 * b[BACKGROUND.sharpness], 0, 5) * canvas.size) / 64);
    paintLamps(canvas, b, light, isOpen);
  }
  if (presence < 1) fadeToPlain(canvas, light, presence);
}

function fadeToPlain({ size, colour }: Canvas, { left, right }: BackdropLight, presence: number): void {
  for (let n = 0; n < colour.length; n += 3) {
    const across = ((n / 3) % size) / size;
    for (let c = 0; c < 3; c++) {
      const plain = PLAIN * (right[c] + (left[c] - right[c]) * across);
      colour[n + c] = presence === 0 ? plain : plain + presence * (colour[n + c] - plain);
    }
  }
}

/** Lights out of focus are discs: lamps in rooms, sky through leaves. */
function paintLamps(canvas: Canvas, b: Float32Array, light: BackdropLight, isOpen: boolean): void {
  const phase = b[BACKGROUND.phase];
  const busy = b[BACKGROUND.texture];
  const isPlace = isOpen ? busy < 0.25 && busy > -0.5 : busy > 0.85;
  if (!isPlace || accident(phase, 90) < 0) return;
  const radius = 0.01 + 0.018 * clamp(1 - b[BACKGROUND.sharpness], 0, 2);
  const count = 3 + Math.floor(6 * accidentShare(phase, 91));
  for (let i = 0; i < count; i++) {
    const warmth = isOpen ? 0 : 0.25 * accidentShare(phase, 100 + i);
    const gain = (isOpen ? 0.9 : 1.6) * (0.5 + accidentShare(phase, 120 + i));
    const colour: Rgb = [
      light.sky[0] * gain * (1 + warmth),
      light.sky[1] * gain,
      light.sky[2] * gain * (1 - 1.5 * warmth),
    ];
    const x = 0.5 + 0.45 * accident(phase, 140 + i);
    const y = 0.25 + 0.2 * accident(phase, 160 + i);
    fillEllipse(canvas, x, y, radius, radius, colour, isOpen ? 0.3 : 0.7);
  }
}

/** Canvas to the points of the frame that nothing covers, interpolated. */
function lay({ size, colour: from }: Canvas, frame: Frame): void {
  const { width, height, colour, owner, passed } = frame;
  const row = 3 * size;
  for (let y = 0; y < height; y++) {
    const gy = clamp(((y + 0.5) / height) * size - 0.5, 0, size - 1.001);
    const y0 = gy | 0;
    const fy = gy - y0;
    for (let x = 0; x < width; x++) {
      const k = y * width + x;
      if (owner[k] !== OWNER.none || passed[k] < OPAQUE) continue;
      const gx = clamp(((x + 0.5) / width) * size - 0.5, 0, size - 1.001);
      const x0 = gx | 0;
      const fx = gx - x0;
      const at = row * y0 + 3 * x0;
      const to = 3 * k;
      for (let c = 0; c < 3; c++) {
        const top = from[at + c] * (1 - fx) + from[at + 3 + c] * fx;
        const bottom = from[at + row + c] * (1 - fx) + from[at + row + 3 + c] * fx;
        colour[to + c] = Math.max(0.002, top * (1 - fy) + bottom * fy);
      }
    }
  }
}
