import { decodePng } from './png.mjs';
import { readMesh, toTriangles } from './mesh.mjs';

const LOWEST_HAIR = 5.0;
const number = (i, width) => String(i + 1).padStart(width, '0');
const HAIR = [
  'afro01',
  'bob01',
  'bob02',
  'Braid01',
  'long01',
  'ponytail01',
  'short01',
  'short02',
  'short03',
  'short04',
];

/** Every fitted mesh of the pack: kind, name, source folder, size its texture is reduced to. */
export const PARTS = [
  ...HAIR.map((folder) => ({ kind: 'hair', folder, name: folder.toLowerCase(), textureSize: 512 })),
  ...Array.from({ length: 4 }, (_, i) => ({
    kind: 'lash',
    folder: i === 0 ? 'Eyelashes01' : `eyelashes${number(i, 2)}`,
    name: `eyelashes${number(i, 2)}`,
    textureSize: 256,
  })),
  { kind: 'teeth', folder: 'Teeth_Base', name: 'teeth', textureSize: 0 },
  { kind: 'tongue', folder: 'tongue01', name: 'tongue', textureSize: 0 },
];
const CATEGORY = { hair: 'hair', lash: 'eyelashes', teeth: 'teeth', tongue: 'tongue' };

/** Reads one part: its fit to the body, triangles, and its texture as lightness and opacity. */
export function readPart(part, sources) {
  const folder = `public/data/proxies/${CATEGORY[part.kind]}/${part.folder}`;
  const mesh = readMesh(sources.read(`${folder}/${part.folder}.json`));
  const rest = mesh.positions;
  const at = (face, c) => face.vertices.map((vertex) => rest[3 * vertex + c]);
  let faces = mesh.quads;
  if (part.kind === 'hair') faces = faces.filter((face) => Math.max(...at(face, 1)) > LOWEST_HAIR);
  if (part.kind === 'teeth') faces = frontTeeth(faces, rest);
  const used = [...new Set(faces.flatMap((face) => face.vertices))].sort((a, b) => a - b);
  const renumber = new Map(used.map((vertex, i) => [vertex, i]));
  const texturePath = sources.paths.find((name) => name.startsWith(`${folder}/textures/`));
  return {
    ...part,
    references: used.flatMap((vertex) => mesh.fit.references[vertex]),
    weights: used.flatMap((vertex) => mesh.fit.weights[vertex]),
    offsets: used.flatMap((vertex) => mesh.fit.offsets[vertex]),
    ...toTriangles(faces, mesh.uvs, (vertex) => renumber.get(vertex)),
    texture:
      texturePath === undefined
        ? undefined
        : readStrands(decodePng(sources.read(texturePath), texturePath), part.textureSize),
  };
}

/** Only the outer side of the front teeth is ever seen. */
function frontTeeth(faces, rest) {
  return faces.filter((face) => {
    const [a, b, c] = face.vertices.map((vertex) => [rest[3 * vertex], rest[3 * vertex + 1], rest[3 * vertex + 2]]);
    const u = b.map((x, i) => x - a[i]);
    const v = c.map((x, i) => x - a[i]);
    const nx = u[1] * v[2] - u[2] * v[1];
    const nz = u[0] * v[1] - u[1] * v[0];
    return nx * a[0] + nz * Math.max(0.05, a[2] - 1.1) > 0 && a[2] > 1.12;
  });
}

/**
 * Lightness relative to the mean of the opaque texels, and opacity: [lightness, opacity] × size², rows top to bottom.
 * Lightness is stored as 255 · √(l / 4): 4 times the mean is the brightest. Colour of the texture is dropped.
 */
function readStrands(image, size) {
  const step = image.widthPx / size;
  if (!Number.isInteger(step) || image.heightPx !== image.widthPx)
    throw new Error(`texture of ${image.widthPx} × ${image.heightPx} cannot be reduced to ${size}`);
  const light = new Float64Array(size * size);
  const opacity = new Float64Array(size * size);
  let sum = 0;
  let weight = 0;
  for (let y = 0; y < size * step; y++) {
    for (let x = 0; x < size * step; x++) {
      const at = 4 * (y * image.widthPx + x);
      const [r, g, b, a] = [0, 1, 2, 3].map((c) => image.rgba[at + c] / 255);
      const to = Math.floor(y / step) * size + Math.floor(x / step);
      light[to] += (0.3 * r * r + 0.6 * g * g + 0.1 * b * b) * a;
      opacity[to] += a / (step * step);
    }
  }
  for (let i = 0; i < light.length; i++) {
    sum += light[i];
    weight += opacity[i] * step * step;
  }
  const mean = Math.max(sum / Math.max(weight, 1), 1e-4);
  const out = new Uint8Array(2 * size * size);
  for (let i = 0; i < light.length; i++) {
    const own = opacity[i] > 0 ? light[i] / (opacity[i] * step * step) : mean;
    out[2 * i] = Math.round(255 * Math.min(1, Math.sqrt(own / mean / 4)));
    out[2 * i + 1] = Math.round(255 * opacity[i]);
  }
  return { size, values: out };
}
