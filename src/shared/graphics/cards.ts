import { OPAQUE, type Frame } from './frame';
import type { Mesh } from './headModel';
import { noiseBank, NOISE_SIZE } from './noise';
import type { StrandTexture } from './strandTexture';
import type { Screen } from './visibility';

/** How a strand of this mesh is coloured. */
export interface CardStyle {
  /** Linear RGB of a strand of mean lightness. */
  readonly colour: readonly [number, number, number];
  /** Share of strands without colour, chosen by the strand's own lightness. */
  readonly grey: number;
  /** Factor on the opacity, which is also bent up for 1 < opacity. */
  readonly opacity: number;
  /** Factor on the nearness when compared with what is behind: above 1 lets cards that cling to the skin win. */
  readonly lift: number;
}

/** A mesh of see-through cards, posed and lit: [diffuse RGB, gloss RGB] per moving vertex. */
export interface CardMesh {
  readonly mesh: Mesh;
  readonly triangles: Uint16Array;
  readonly screen: Screen;
  readonly lit: Float32Array;
  /** Distance above a cut per moving vertex, dm; what is below is left out. */
  readonly aboveCut: Float32Array | null;
  readonly texture: StrandTexture;
  readonly style: CardStyle;
}

const GREY = [0.39, 0.38, 0.36] as const;
/** A cut fringe's strands end this much above or below its line, dm. */
const RAGGED = 0.03;
const BUCKETS = 4096;
const NOISE_MASK = NOISE_SIZE - 1;

/** Buffers for sorting, grown as needed. */
export class CardSorter {
  private order = new Uint32Array(0);
  private keys = new Uint16Array(0);
  private readonly starts = new Uint32Array(BUCKETS + 1);

  /** First corners of the triangles that touch the frame, nearest first. @returns a view that the next call overwrites */
  sort(card: CardMesh, frame: Frame): Uint32Array {
    const { triangles, screen } = card;
    const most = triangles.length / 3;
    if (this.order.length < most) {
      this.order = new Uint32Array(most);
      this.keys = new Uint16Array(most);
    }
    const { x, y, nearness } = screen;
    let low = Infinity;
    let high = -Infinity;
    for (const near of nearness) {
      if (near < low) low = near;
      if (near > high) high = near;
    }
    const scale = high > low ? (BUCKETS - 1) / (high - low) : 0;
    this.starts.fill(0);
    for (let i = 0, t = 0; t < triangles.length; i++, t += 3) {
      const a = triangles[t];
      const b = triangles[t + 1];
      const c = triangles[t + 2];
      const outside =
        Math.max(x[a], x[b], x[c]) < 0 ||
        Math.min(x[a], x[b], x[c]) > frame.width ||
        Math.max(y[a], y[b], y[c]) < 0 ||
        Math.min(y[a], y[b], y[c]) > frame.height;
      const key = outside ? BUCKETS : Math.floor((high - (nearness[a] + nearness[b] + nearness[c]) / 3) * scale);
      this.keys[i] = key;
      if (key < BUCKETS) this.starts[key + 1]++;
    }
    for (let k = 0; k < BUCKETS; k++) this.starts[k + 1] += this.starts[k];
    const count = this.starts[BUCKETS];
    for (let i = 0; i < most; i++) {
      const key = this.keys[i];
      if (key < BUCKETS) this.order[this.starts[key]++] = 3 * i;
    }
    return this.order.subarray(0, count);
  }
}

/** Lays the cards, nearest first, over what has been laid before: each adds its share of the light that still passes. */
export function drawCards(frame: Frame, card: CardMesh, order: Uint32Array): void {
  for (const t of order) drawCard(frame, card, t);
}

function drawCard(frame: Frame, card: CardMesh, t: number): void {
  const { mesh, screen, lit, style } = card;
  const { width, height, veil, passed } = frame;
  const { x, y, nearness } = screen;
  const a = card.triangles[t];
  const b = card.triangles[t + 1];
  const c = card.triangles[t + 2];
  const ax = x[a];
  const ay = y[a];
  const bx = x[b];
  const by = y[b];
  const cx = x[c];
  const cy = y[c];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (area === 0) return;
  let xLow = Math.ceil(Math.min(ax, bx, cx) - 0.5);
  let xHigh = Math.floor(Math.max(ax, bx, cx) - 0.5);
  let yLow = Math.ceil(Math.min(ay, by, cy) - 0.5);
  let yHigh = Math.floor(Math.max(ay, by, cy) - 0.5);
  if (xLow < 0) xLow = 0;
  if (yLow < 0) yLow = 0;
  if (xHigh >= width) xHigh = width - 1;
  if (yHigh >= height) yHigh = height - 1;
  if (xLow > xHigh || yLow > yHigh) return;
  const i0 = 2 * mesh.triangles[t];
  const i1 = 2 * mesh.triangles[t + 1];
  const i2 = 2 * mesh.triangles[t + 2];
  const { uvs } = mesh;
  const { sizePx, values } = levelFor(card.texture, uvs, i0, i1, i2, area);
  const inverse = 1 / area;
  const step1 = (cy - ay) * inverse;
  const step2 = (ay - by) * inverse;
  const na = nearness[a];
  const nb = nearness[b];
  const nc = nearness[c];
  const a6 = 6 * a;
  const b6 = 6 * b;
  const c6 = 6 * c;
  const [tint0, tint1, tint2] = style.colour;
  const { grey, opacity, lift } = style;
  const mask = sizePx - 1;
  const { aboveCut } = card;
  if (aboveCut !== null && aboveCut[a] < -0.05 && aboveCut[b] < -0.05 && aboveCut[c] < -0.05) return;
  const { fine } = noiseBank();
  for (let py = yLow; py <= yHigh; py++) {
    const ry = py + 0.5 - ay;
    const rx = xLow + 0.5 - ax;
    let s1 = (rx * (cy - ay) - ry * (cx - ax)) * inverse;
    let s2 = ((bx - ax) * ry - (by - ay) * rx) * inverse;
    for (let px = xLow; px <= xHigh; px++, s1 += step1, s2 += step2) {
      if (s1 < 0 || s2 < 0 || s1 + s2 > 1) continue;
      const at = py * width + px;
      const passing = passed[at];
      if (passing < OPAQUE) continue;
      const near = na + (nb - na) * s1 + (nc - na) * s2;
      if (near * lift < frame.nearness[at]) continue;
      const w1 = (s1 * nb) / near;
      const w2 = (s2 * nc) / near;
      const w0 = 1 - w1 - w2;
      const u = (uvs[i0] * w0 + uvs[i1] * w1 + uvs[i2] * w2) * sizePx - 0.5;
      const v = (1 - (uvs[i0 + 1] * w0 + uvs[i1 + 1] * w1 + uvs[i2 + 1] * w2)) * sizePx - 0.5;
      const u0 = Math.floor(u);
      const v0 = Math.floor(v);
      const fu = u - u0;
      const fv = v - v0;
      const left = u0 & mask;
      const right = (u0 + 1) & mask;
      const upper = (v0 & mask) * sizePx;
      const lower = ((v0 + 1) & mask) * sizePx;
      const k00 = (1 - fu) * (1 - fv);
      const k10 = fu * (1 - fv);
      const k01 = (1 - fu) * fv;
      const k11 = fu * fv;
      const p00 = 2 * (upper + left);
      const p10 = 2 * (upper + right);
      const p01 = 2 * (lower + left);
      const p11 = 2 * (lower + right);
      let alpha =
        (values[p00 + 1] * k00 + values[p10 + 1] * k10 + values[p01 + 1] * k01 + values[p11 + 1] * k11) * opacity;
      if (alpha < 0.02) continue;
      if (alpha > 1) alpha = 1;
      const lightness = values[p00] * k00 + values[p10] * k10 + values[p01] * k01 + values[p11] * k11;
      // Painted highlights of the textures are pressed together; light makes its own.
      const own = (1.1 * lightness) / (0.4 + 0.7 * lightness);
      // Strands run along v: fine across, long down. A strand is grey when its own number falls into the grey share.
      const strand = fine[((v * (60 / sizePx)) & NOISE_MASK) * NOISE_SIZE + ((u * (2200 / sizePx)) & NOISE_MASK)];
      if (aboveCut !== null) {
        const above = aboveCut[a] * w0 + aboveCut[b] * w1 + aboveCut[c] * w2 + RAGGED * strand;
        if (above < 0.02) alpha *= above < -0.02 ? 0 : 25 * (above + 0.02);
        if (alpha < 0.02) continue;
      }
      let white = 0.5 + 0.5 * (grey * 3.2 - 1.6 + strand * 0.5);
      // Single hairs are finer than the strands of the pattern: half of the grey is spread evenly.
      white = grey <= 0 ? 0 : 0.5 * grey + 0.5 * (white < 0 ? 0 : white > 1 ? 1 : white);
      const shade = 0.25 + 0.75 * own;
      const to = 3 * at;
      const glossy = 0.12 + 0.9 * own;
      const share = passing * alpha;
      const dull = share * shade;
      const shiny = share * glossy;
      veil[to] +=
        (tint0 + (GREY[0] - tint0) * white) * dull * (lit[a6] * w0 + lit[b6] * w1 + lit[c6] * w2) +
        shiny * (lit[a6 + 3] * w0 + lit[b6 + 3] * w1 + lit[c6 + 3] * w2);
      veil[to + 1] +=
        (tint1 + (GREY[1] - tint1) * white) * dull * (lit[a6 + 1] * w0 + lit[b6 + 1] * w1 + lit[c6 + 1] * w2) +
        shiny * (lit[a6 + 4] * w0 + lit[b6 + 4] * w1 + lit[c6 + 4] * w2);
      veil[to + 2] +=
        (tint2 + (GREY[2] - tint2) * white) * dull * (lit[a6 + 2] * w0 + lit[b6 + 2] * w1 + lit[c6 + 2] * w2) +
        shiny * (lit[a6 + 5] * w0 + lit[b6 + 5] * w1 + lit[c6 + 5] * w2);
      passed[at] = passing * (1 - alpha);
    }
  }
}

/** The texture level whose texels are about as large as the frame's points. */
function levelFor(
  texture: StrandTexture,
  uvs: Float32Array,
  i0: number,
  i1: number,
  i2: number,
  area: number,
): StrandTexture['levels'][number] {
  const full = texture.levels[0].sizePx;
  const texels =
    Math.abs((uvs[i1] - uvs[i0]) * (uvs[i2 + 1] - uvs[i0 + 1]) - (uvs[i1 + 1] - uvs[i0 + 1]) * (uvs[i2] - uvs[i0])) *
    full *
    full;
  const ratio = texels / Math.abs(area);
  let level = 0;
  for (let step = 2.5; level < texture.levels.length - 1 && ratio > step; step *= 4) level++;
  return texture.levels[level];
}
