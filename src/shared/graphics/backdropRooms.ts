import { accident, accidentShare, fillEllipse, fillRectangle, type Canvas, type Rgb } from './backdropCanvas';
import { muted, under, type BackdropLight } from './backdropLight';
import { BACKGROUND } from './coefficientLayout';
import { clamp, exp } from './exactMath';
import { noiseAt, noiseBank } from './noise';

/** Painters of rooms by the coefficient of texture, each up to a value: bare, furnished, full. */
export function paintRoom(canvas: Canvas, b: Float32Array, light: BackdropLight): void {
  const phase = b[BACKGROUND.phase];
  const lightness = clamp(0.42 * exp(0.5 * b[BACKGROUND.lightness]), 0.06, 0.85);
  const wall = muted(lightness, 0.5 * b[BACKGROUND.warmth] + 0.3);
  paintWall(canvas, b, light, wall);
  const middle = halfway(light);
  if (accident(phase, 1) > 0.5) paintCorner(canvas, phase, under(wall, middle));
  const busy = b[BACKGROUND.texture];
  if (busy > 0.85) paintCompany(canvas, phase, middle);
  else if (busy > 0.15) paintShelves(canvas, phase, middle);
  else if (busy > -0.6) paintPanels(canvas, phase, wall, middle);
  paintFrames(canvas, b, middle);
  if (accident(phase, 2) > 1.1) paintBrightWindow(canvas, phase, light);
}

const halfway = ({ left, right }: BackdropLight): Rgb => [
  0.5 * (left[0] + right[0]),
  0.5 * (left[1] + right[1]),
  0.5 * (left[2] + right[2]),
];

function paintWall(canvas: Canvas, b: Float32Array, light: BackdropLight, wall: Rgb): void {
  const { size, colour } = canvas;
  const cloudy = noiseBank().broad;
  const slope = 0.14 * b[BACKGROUND.gradient];
  const shift = 160 * b[BACKGROUND.phase];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const across = (x + 0.5) / size;
      const down = (y + 0.5) / size;
      const gain = 1 + slope * (down - 0.5) * 2 + 0.05 * noiseAt(cloudy, across * 120 + shift, down * 120);
      const n = 3 * (y * size + x);
      // The crop mirrors the world: what is on the person's left stands at the right.
      for (let c = 0; c < 3; c++)
        colour[n + c] = gain * wall[c] * (light.right[c] + (light.left[c] - light.right[c]) * across);
    }
  }
}

/** A second wall of the room, turned from the light, and the skirting of the ceiling. */
function paintCorner(canvas: Canvas, phase: number, wall: Rgb): void {
  const at = 0.15 + 0.7 * accidentShare(phase, 3);
  const shade = 0.62 + 0.25 * accidentShare(phase, 4);
  const other: Rgb = [wall[0] * shade, wall[1] * shade, wall[2] * shade];
  if (at < 0.5) fillRectangle(canvas, 0, 0, at, 1, other, 0.85);
  else fillRectangle(canvas, at, 0, 1, 1, other, 0.85);
}

/** A door, a cupboard, a curtain: tall shapes with seams. */
function paintPanels(canvas: Canvas, phase: number, wall: Rgb, light: Rgb): void {
  const lightness = clamp(wall[1] * exp(0.7 * accident(phase, 5)), 0.05, 0.8);
  const panel = under(muted(lightness, 1.2 * accidentShare(phase, 6)), light);
  const seam: Rgb = [panel[0] * 0.45, panel[1] * 0.45, panel[2] * 0.45];
  const width = 0.16 + 0.22 * accidentShare(phase, 7);
  const from = accident(phase, 8) > 0 ? 1 - 1.3 * width : -0.6 * width;
  const top = 0.12 * accident(phase, 9);
  for (let i = 0; i < 2; i++) {
    const left = from + i * width;
    fillRectangle(canvas, left, top, left + width, 1, panel);
    fillRectangle(canvas, left, top, left + 0.015, 1, seam);
    fillRectangle(canvas, left, top, left + width, top + 0.018, seam);
    fillRectangle(canvas, left + 0.25 * width, top + 0.12, left + 0.75 * width, 0.62, seam, 0.18);
  }
}

/** Shelves of books and boxes. */
function paintShelves(canvas: Canvas, phase: number, light: Rgb): void {
  const rows = 3 + Math.floor(3 * accidentShare(phase, 10));
  const pitch = 1 / rows;
  const top = -pitch * accidentShare(phase, 11);
  const inside = under(muted(0.07, 0.6), light);
  const board = under(muted(0.16 + 0.3 * accidentShare(phase, 12), 1.2), light);
  for (let row = 0; row <= rows; row++) {
    const y = top + row * pitch;
    fillRectangle(canvas, 0, y, 1, y + pitch, inside, 0.9);
    let x = -0.05;
    for (let i = 0; x < 1 && i < 40; i++) {
      const name = 100 + 64 * row + i;
      const width = 0.02 + 0.06 * accidentShare(phase, name);
      const height = pitch * (0.5 + 0.36 * accidentShare(phase, name + 7));
      const tone = 0.03 + 0.5 * accidentShare(phase, name + 13) * accidentShare(phase, name + 17);
      const isGap = accident(phase, name + 19) > 1.2;
      if (!isGap)
        fillRectangle(canvas, x, y + pitch - height, x + width, y + pitch, under(bookCover(phase, name, tone), light));
      x += width;
    }
    fillRectangle(canvas, 0, y + pitch - 0.012, 1, y + pitch + 0.012, board);
  }
}

function bookCover(phase: number, name: number, tone: number): Rgb {
  const red = 0.25 * accident(phase, name + 23);
  const blue = 0.25 * accident(phase, name + 29);
  return [tone * clamp(1 + red, 0.5, 1.6), tone, tone * clamp(1 + blue - 0.1, 0.5, 1.6)];
}

/** The depth of a room with people in it. */
function paintCompany(canvas: Canvas, phase: number, light: Rgb): void {
  const dim = 0.35 + 0.4 * accidentShare(phase, 30);
  fillRectangle(canvas, 0, 0, 1, 1, under(muted(0.1 + 0.2 * accidentShare(phase, 31), 0.5), light), 0.6);
  const far: Rgb = [light[0] * dim, light[1] * dim, light[2] * dim];
  for (let i = 0; i < 4; i++) paintPerson(canvas, phase, 32 + 8 * i, far);
}

/** Somebody out of focus: clothes, a head, hair. */
export function paintPerson(canvas: Canvas, phase: number, name: number, light: Rgb): void {
  const x = 0.5 + 0.42 * accident(phase, name);
  const size = 0.07 + 0.07 * accidentShare(phase, name + 1);
  const y = 0.34 + 0.14 * accident(phase, name + 2);
  const tone = accidentShare(phase, name + 3);
  const clothes = 0.02 + 0.5 * tone * tone;
  fillEllipse(canvas, x, y + 4.2 * size, 1.9 * size, 3 * size, under(muted(clothes, accident(phase, name + 4)), light));
  const melanin = accidentShare(phase, name + 5);
  const skin: Rgb = [0.55 - 0.4 * melanin, 0.38 - 0.3 * melanin, 0.28 - 0.235 * melanin];
  const hair = muted(0.02 + 0.14 * accidentShare(phase, name + 6), 1);
  fillEllipse(canvas, x, y - 0.15 * size, 1.02 * size, 1.25 * size, under(hair, light));
  fillEllipse(canvas, x, y + 0.2 * size, 0.82 * size, size, under(skin, light));
}

/** Pictures, notices, sockets, screens: what the patches of the coefficients say. */
function paintFrames(canvas: Canvas, b: Float32Array, light: Rgb): void {
  for (let i = 0; i < BACKGROUND.patchCount; i++) {
    const at = BACKGROUND.patchFirst + i * BACKGROUND.patchSize;
    const share = clamp((Math.abs(b[at + 3]) - 0.6) * 3, 0, 1);
    if (share <= 0) continue;
    const size = exp(0.45 * clamp(b[at + 2], -2, 2));
    const [width, height] = [0.09 * size, 0.08 * size * exp(0.4 * clamp(b[at + 4], -2, 2))];
    const x = 0.5 + 0.4 * b[at];
    const y = 0.32 + 0.24 * b[at + 1];
    const tone = clamp(0.3 * exp(0.8 * b[at + 3]), 0.02, 0.9);
    const rim = under(muted(clamp(0.25 / (1 + 3 * tone), 0.02, 0.3), 0.8), light);
    fillRectangle(canvas, x - width, y - height, x + width, y + height, rim, share);
    const inner = under(muted(tone, clamp(b[at + 4], -1.5, 1.5)), light);
    fillRectangle(canvas, x - 0.82 * width, y - 0.8 * height, x + 0.82 * width, y + 0.8 * height, inner, share);
  }
}

/** Daylight behind somebody in a room is brighter than the room. */
function paintBrightWindow(canvas: Canvas, phase: number, light: BackdropLight): void {
  const width = 0.2 + 0.3 * accidentShare(phase, 20);
  const left = accident(phase, 21) > 0 ? 1 - width : 0;
  const gain = 1.6 + 2 * accidentShare(phase, 22);
  const level = gain * (0.3 * light.ground[0] + 0.6 * light.ground[1] + 0.1 * light.ground[2]);
  const day: Rgb = [0.96 * level, level, 1.05 * level];
  const bar: Rgb = [0.35 * level, 0.35 * level, 0.36 * level];
  fillRectangle(canvas, left, 0, left + width, 0.72, day);
  fillRectangle(canvas, left + 0.48 * width, 0, left + 0.54 * width, 0.72, bar);
  fillRectangle(canvas, left, 0.3, left + width, 0.33, bar);
}
