import { ISLAND, type HeadModel } from './headModel';

/** Texels per unit of texture coordinate: a texel is about 1.5 mm of face for small pictures, 0.8 mm for large ones. */
const DENSITY = { coarse: 575, fine: 1150 } as const;
export type AtlasDetail = keyof typeof DENSITY;

/** The rectangle of the texture layout that holds the outer skin of the head, with what lies under each texel on the base mesh. */
export interface SkinAtlas {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly density: number;
  readonly uFirst: number;
  readonly vFirst: number;
  /** Position at rest, dm, 3 per texel. */
  readonly position: Float32Array;
  /** Edge loops from lips and lids, see BodyMesh. */
  readonly mouthRing: Float32Array;
  readonly eyeRing: Float32Array;
  /** Normal change per slope of height along columns and rows: 6 per texel. */
  readonly slope: Float32Array;
  /** 1 where skin is. */
  readonly covered: Uint8Array;
}

const cache = new WeakMap<HeadModel, Map<AtlasDetail, SkinAtlas>>();

/** Made once per model and detail. */
export function skinAtlas(model: HeadModel, detail: AtlasDetail): SkinAtlas {
  let atlases = cache.get(model);
  if (atlases === undefined) cache.set(model, (atlases = new Map<AtlasDetail, SkinAtlas>()));
  let atlas = atlases.get(detail);
  if (atlas === undefined) atlases.set(detail, (atlas = makeAtlas(model, DENSITY[detail])));
  return atlas;
}

function makeAtlas(model: HeadModel, density: number): SkinAtlas {
  const { body } = model;
  let uLow = 1;
  let uHigh = 0;
  let vLow = 1;
  let vHigh = 0;
  for (let i = 0; i < body.island.length; i++) {
    if (body.island[i] !== ISLAND.head) continue;
    uLow = Math.min(uLow, body.uvs[2 * i]);
    uHigh = Math.max(uHigh, body.uvs[2 * i]);
    vLow = Math.min(vLow, body.uvs[2 * i + 1]);
    vHigh = Math.max(vHigh, body.uvs[2 * i + 1]);
  }
  const border = 2 / density;
  const widthPx = Math.ceil((uHigh - uLow + 2 * border) * density);
  const heightPx = Math.ceil((vHigh - vLow + 2 * border) * density);
  const count = widthPx * heightPx;
  const atlas: SkinAtlas = {
    widthPx,
    heightPx,
    density,
    uFirst: uLow - border,
    vFirst: vLow - border,
    position: new Float32Array(3 * count),
    mouthRing: new Float32Array(count).fill(31),
    eyeRing: new Float32Array(count).fill(31),
    slope: new Float32Array(6 * count),
    covered: new Uint8Array(count),
  };
  drawTriangles(model, atlas);
  grow(atlas);
  fillSlopes(atlas);
  return atlas;
}

function drawTriangles(model: HeadModel, atlas: SkinAtlas): void {
  const { body, shape } = model;
  const { triangles, uvs, positionIndex } = body;
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t], triangles[t + 1], triangles[t + 2]];
    if (body.island[corners[0]] !== ISLAND.head) continue;
    const [ax, bx, cx] = corners.map((i) => (uvs[2 * i] - atlas.uFirst) * atlas.density - 0.5);
    const [ay, by, cy] = corners.map((i) => (uvs[2 * i + 1] - atlas.vFirst) * atlas.density - 0.5);
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (area === 0) continue;
    const xLow = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 1e-6));
    const xHigh = Math.min(atlas.widthPx - 1, Math.floor(Math.max(ax, bx, cx) + 1e-6));
    const yLow = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 1e-6));
    const yHigh = Math.min(atlas.heightPx - 1, Math.floor(Math.max(ay, by, cy) + 1e-6));
    for (let y = yLow; y <= yHigh; y++) {
      for (let x = xLow; x <= xHigh; x++) {
        const w1 = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area;
        const w2 = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area;
        const w0 = 1 - w1 - w2;
        if (w0 < -1e-6 || w1 < -1e-6 || w2 < -1e-6) continue;
        const at = y * atlas.widthPx + x;
        atlas.covered[at] = 1;
        for (let c = 0; c < 3; c++) {
          atlas.position[3 * at + c] =
            w0 * shape.base[3 * positionIndex[corners[0]] + c] +
            w1 * shape.base[3 * positionIndex[corners[1]] + c] +
            w2 * shape.base[3 * positionIndex[corners[2]] + c];
        }
        atlas.mouthRing[at] =
          w0 * body.mouthRing[corners[0]] + w1 * body.mouthRing[corners[1]] + w2 * body.mouthRing[corners[2]];
        atlas.eyeRing[at] =
          w0 * body.eyeRing[corners[0]] + w1 * body.eyeRing[corners[1]] + w2 * body.eyeRing[corners[2]];
      }
    }
  }
}

/** Gives texels just outside the skin the values of a neighbour, so that interpolation at the border reads skin. */
function grow(atlas: SkinAtlas): void {
  const { widthPx, heightPx, covered } = atlas;
  for (let pass = 0; pass < 2; pass++) {
    const before = covered.slice();
    for (let y = 1; y < heightPx - 1; y++) {
      for (let x = 1; x < widthPx - 1; x++) {
        const at = y * widthPx + x;
        if (before[at] !== 0) continue;
        const from = [at - 1, at + 1, at - widthPx, at + widthPx].find((neighbour) => before[neighbour] !== 0);
        if (from === undefined) continue;
        covered[at] = 1;
        atlas.position.copyWithin(3 * at, 3 * from, 3 * from + 3);
        atlas.mouthRing[at] = atlas.mouthRing[from];
        atlas.eyeRing[at] = atlas.eyeRing[from];
      }
    }
  }
}

/**
 * With Pu, Pv the steps of position per texel and N their unit cross product, a height h moves the normal by
 * −(h_u · (Pv × N) + h_v · (N × Pu)) / |Pu × Pv| (Blinn, "Simulation of wrinkled surfaces", 1978).
 */
function fillSlopes(atlas: SkinAtlas): void {
  const { widthPx, heightPx, position: p, slope, covered } = atlas;
  for (let y = 1; y < heightPx - 1; y++) {
    for (let x = 1; x < widthPx - 1; x++) {
      const at = y * widthPx + x;
      if (
        covered[at] === 0 ||
        covered[at - 1] === 0 ||
        covered[at + 1] === 0 ||
        covered[at - widthPx] === 0 ||
        covered[at + widthPx] === 0
      )
        continue;
      const left = 3 * (at - 1);
      const right = 3 * (at + 1);
      const down = 3 * (at - widthPx);
      const up = 3 * (at + widthPx);
      const ux = (p[right] - p[left]) / 2;
      const uy = (p[right + 1] - p[left + 1]) / 2;
      const uz = (p[right + 2] - p[left + 2]) / 2;
      const vx = (p[up] - p[down]) / 2;
      const vy = (p[up + 1] - p[down + 1]) / 2;
      const vz = (p[up + 2] - p[down + 2]) / 2;
      let nx = uy * vz - uz * vy;
      let ny = uz * vx - ux * vz;
      let nz = ux * vy - uy * vx;
      const area = Math.sqrt(nx * nx + ny * ny + nz * nz);
      if (area < 1e-7) continue;
      nx /= area;
      ny /= area;
      nz /= area;
      const to = 6 * at;
      slope[to] = -(vy * nz - vz * ny) / area;
      slope[to + 1] = -(vz * nx - vx * nz) / area;
      slope[to + 2] = -(vx * ny - vy * nx) / area;
      slope[to + 3] = -(ny * uz - nz * uy) / area;
      slope[to + 4] = -(nz * ux - nx * uz) / area;
      slope[to + 5] = -(nx * uy - ny * ux) / area;
    }
  }
}
