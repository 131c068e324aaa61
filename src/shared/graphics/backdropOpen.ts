import { accident, accidentShare, fillEllipse, fillRectangle, type Canvas, type Rgb } from './backdropCanvas';
import { muted, under, type BackdropLight } from './backdropLight';
import { paintPerson } from './backdropRooms';
import { BACKGROUND } from './coefficientLayout';
import { clamp, exp, smoothStep } from './exactMath';
import { noiseAt, noiseBank } from './noise';

/** The open: sky and ground, then trees, houses or a street by the coefficient of texture. */
export function paintOpen(canvas: Canvas, b: Float32Array, light: BackdropLight): void {
  const phase = b[BACKGROUND.phase];
  const horizon = clamp(0.5 + 0.16 * b[BACKGROUND.gradient], 0.1, 0.9);
  paintSkyAndGround(canvas, b, light, horizon);
  const kind = b[BACKGROUND.texture];
  if (kind > 0.95) paintStreet(canvas, phase, light, horizon);
  else if (kind > 0.25) paintHouses(canvas, b, light, horizon);
  else paintTrees(canvas, b, light, kind < -0.5 ? horizon : 1.4);
  paintThings(canvas, b, light, horizon);
}

function paintSkyAndGround(canvas: Canvas, b: Float32Array, light: BackdropLight, horizon: number): void {
  const { size, colour } = canvas;
  const { broad, middle } = noiseBank();
  const shift = 170 * b[BACKGROUND.phase];
  const green = smoothStep(-0.6, 0.8, b[BACKGROUND.warmth]);
  const soil = clamp(0.15 * exp(0.4 * b[BACKGROUND.lightness]), 0.05, 0.5);
  const ground = under(
    [soil * (1 - 0.35 * green), soil * (0.98 - 0.1 * green), soil * (0.92 - 0.5 * green)],
    light.ground,
  );
  for (let y = 0; y < size; y++) {
    const down = (y + 0.5) / size;
    const isSky = smoothStep(horizon + 0.02, horizon - 0.02, down);
    for (let x = 0; x < size; x++) {
      const across = (x + 0.5) / size;
      const cloud = noiseAt(broad, across * 90 + shift, down * 130);
      const rough = noiseAt(middle, across * 80 - shift, down * 220);
      const n = 3 * (y * size + x);
      for (let c = 0; c < 3; c++) {
        const sky = light.sky[c] * (1 + 0.22 * (down - 0.4) + 0.07 * cloud);
        colour[n + c] = ground[c] * Math.max(0.3, 1 + 0.13 * rough + 0.08 * cloud) * (1 - isSky) + sky * isSky;
      }
    }
  }
}

/** Foliage: three sizes of clumps, sky through the gaps, sunlit tops and dark hearts. @param horizon down to where trees reach */
function paintTrees(canvas: Canvas, b: Float32Array, light: BackdropLight, horizon: number): void {
  const { size, colour } = canvas;
  const { broad, middle, fine } = noiseBank();
  const phase = b[BACKGROUND.phase];
  const shift = 210 * phase;
  const tone = clamp(0.11 * exp(0.35 * b[BACKGROUND.lightness]), 0.04, 0.24);
  const dry = clamp(0.3 * b[BACKGROUND.warmth], -0.35, 0.6);
  const leaf: Rgb = [tone * (0.86 + 0.45 * dry), tone, tone * (0.58 - 0.12 * dry)];
  const contrast = 0.45 + 0.5 * light.hardness;
  const crown = horizon - (0.18 + 0.3 * accidentShare(phase, 40));
  for (let y = 0; y < size; y++) {
    const down = (y + 0.5) / size;
    if (down > horizon) break;
    for (let x = 0; x < size; x++) {
      const across = (x + 0.5) / size;
      const large = noiseAt(broad, across * 110 + shift, down * 110 + 40 * phase);
      const clump = noiseAt(middle, across * 85 + shift, down * 85);
      const leaves = noiseAt(fine, across * 60 - shift, down * 60);
      const density = (horizon > 1 ? 1.1 : 6 * (down - crown)) + 0.8 * large + 0.45 * clump + 0.25 * leaves;
      const share = smoothStep(-0.15, 0.35, density);
      if (share <= 0) continue;
      const lit = Math.max(0.12, 1 + contrast * (0.5 * clump + 0.3 * leaves + 0.25 * large));
      const n = 3 * (y * size + x);
      for (let c = 0; c < 3; c++) colour[n + c] += (leaf[c] * lit * light.ground[c] - colour[n + c]) * share;
    }
  }
}

/** Walls of houses with rows of windows. */
function paintHouses(canvas: Canvas, b: Float32Array, light: BackdropLight, horizon: number): void {
  const phase = b[BACKGROUND.phase];
  let left = -0.1 - 0.2 * accidentShare(phase, 50);
  for (let house = 0; left < 1 && house < 4; house++) {
    const name = 51 + 10 * house;
    const width = 0.35 + 0.4 * accidentShare(phase, name);
    const top = -0.1 + 0.3 * accident(phase, name + 1);
    const tone = clamp(0.3 * exp(0.5 * accident(phase, name + 2)), 0.08, 0.65);
    const side = house % 2 === 0 ? light.left : light.right;
    const wall = under(muted(tone, 0.4 + 0.6 * accident(phase, name + 3)), side);
    const pane: Rgb = [0.3 * wall[0], 0.32 * wall[1], 0.38 * wall[2]];
    const bottom = Math.max(0.75, horizon + 0.2);
    fillRectangle(canvas, left, top, left + width, bottom, wall);
    const pitch = 0.1 + 0.08 * accidentShare(phase, name + 4);
    for (let y = top + 0.4 * pitch; y < bottom - pitch; y += 1.4 * pitch)
      for (let x = left + 0.4 * pitch; x < left + width - 0.6 * pitch; x += pitch)
        fillRectangle(canvas, x, y, x + 0.5 * pitch, y + 0.75 * pitch, pane, 0.85);
    left += width;
  }
}

/** Dark shop fronts, passers-by. */
function paintStreet(canvas: Canvas, phase: number, light: BackdropLight, horizon: number): void {
  const front = under(muted(0.08 + 0.16 * accidentShare(phase, 60), 0.4), light.right);
  fillRectangle(canvas, 0, 0.12 * accident(phase, 61), 1, horizon + 0.15, front, 0.85);
  for (let i = 0; i < 5; i++) {
    const tone = 0.05 + 0.5 * accidentShare(phase, 62 + i);
    const x = i / 5 + 0.08 * accident(phase, 67 + i);
    fillRectangle(canvas, x, 0.1, x + 0.12, 0.42, under(muted(tone, accident(phase, 72 + i)), light.left), 0.7);
  }
  for (let i = 0; i < 4; i++) paintPerson(canvas, phase, 80 + 8 * i, light.left);
}

/** Bushes, cars, signs: what the patches of the coefficients say. */
function paintThings(canvas: Canvas, b: Float32Array, light: BackdropLight, horizon: number): void {
  for (let i = 0; i < BACKGROUND.patchCount; i++) {
    const at = BACKGROUND.patchFirst + i * BACKGROUND.patchSize;
    const share = clamp((Math.abs(b[at + 3]) - 0.8) * 3, 0, 1);
    if (share <= 0) continue;
    const size = 0.1 * exp(0.45 * clamp(b[at + 2], -2, 2));
    const tone = clamp(0.16 * exp(0.8 * b[at + 3]), 0.02, 0.7);
    const colour = under(muted(tone, clamp(b[at + 4], -1.5, 1.5)), light.right);
    const y = horizon + 0.16 + 0.12 * b[at + 1];
    if (i % 2 === 0) fillEllipse(canvas, 0.5 + 0.4 * b[at], y, 1.2 * size, size, colour, share);
    else
      fillRectangle(
        canvas,
        0.5 + 0.4 * b[at] - size,
        y - size,
        0.5 + 0.4 * b[at] + size,
        y + 0.7 * size,
        colour,
        share,
      );
  }
}
