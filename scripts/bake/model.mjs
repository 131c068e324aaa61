import { readMesh, toTriangles } from './mesh.mjs';
import { makePackWriter } from './packWriter.mjs';
import { PARTS, readPart } from './parts.mjs';
import { findFields, findLandmarks } from './semantics.mjs';
import { ANCESTRIES, macroColumns, makeSliders } from './shapeColumns.mjs';
import { makeShapeSpace } from './shapeSpace.mjs';
import { openTargets, toSparse } from './targets.mjs';

const FORMAT_VERSION = 1;
const COMPONENT_COUNT = 120;
const LOWEST = 4.9;
const UNITS = 'expression/units/';

/** Short-lived changes of shape beside the expression units: [name, negative target, positive target]; l/r targets move together. */
const CORRECTIVES = [
  ['laughLines', 'mouth/mouth-laugh-lines-out', 'mouth/mouth-laugh-lines-in'],
  ['dimples', 'mouth/mouth-dimples-out', 'mouth/mouth-dimples-in'],
  ['cheekVolume', 'cheek/?-cheek-volume-deflate', 'cheek/?-cheek-volume-inflate'],
  ['cheekRaise', 'cheek/?-cheek-trans-vert-down', 'cheek/?-cheek-trans-vert-up'],
  ['jawDrop', 'chin/chin-jaw-drop-less', 'chin/chin-jaw-drop-more'],
  ['jawForward', 'chin/chin-prognathism-less', 'chin/chin-prognathism-more'],
  ['mouthAngles', 'mouth/mouth-angles-down', 'mouth/mouth-angles-up'],
  ['lidHeight', 'eyes/?-eye-height2-min', 'eyes/?-eye-height2-max'],
  ['browAngle', 'eyebrows/eyebrows-angle-down', 'eyebrows/eyebrows-angle-up'],
  ['browHeight', 'eyebrows/eyebrows-trans-vert-less', 'eyebrows/eyebrows-trans-vert-more'],
];

/** @returns {{ json: Buffer, bin: Buffer }} */
export function bakeModel(sources, log) {
  const mesh = readMesh(sources.read('public/data/models/human_full_size.json'));
  const height = (vertex) => mesh.positions[3 * vertex + 1];
  const quads = mesh.quads.filter((quad) => quad.material === 0 && Math.min(...quad.vertices.map(height)) > LOWEST);
  const fields = findFields(quads, mesh.positions);
  const landmarks = findLandmarks(mesh, quads, fields);
  log('head model: meshes');
  const parts = PARTS.map((part) => readPart(part, sources));
  const kept = [
    ...new Set([
      ...quads.flatMap((quad) => quad.vertices),
      ...landmarks.eyeLeft,
      ...landmarks.eyeRight,
      ...parts.flatMap((part) => part.references),
    ]),
  ].sort((a, b) => a - b);
  const renumber = new Map(kept.map((vertex, i) => [vertex, i]));
  const at = (vertex) => renumber.get(vertex);
  const targets = openTargets(
    sources.read('src/json/targets/target-list.json'),
    sources.read('public/data/targets/targets.bin'),
    mesh.positions.length / 3,
    kept,
  );
  const pack = makePackWriter();

  putBody(pack, quads, mesh, fields, at);
  const eyes = [...landmarks.eyeLeft, ...landmarks.eyeRight].map(at);
  const shape = putShape(pack, { kept, mesh, targets, quads, fields, eyes, log });
  const expression = putExpression(pack, targets);
  const partList = parts.map((part) => putPart(pack, part, at));
  const layout = {
    format: 'outis-head-model',
    version: FORMAT_VERSION,
    vertexCount: kept.length,
    componentCount: COMPONENT_COUNT,
    landmarks: {
      eyeRight: landmarks.eyeRight.map(at),
      eyeLeft: landmarks.eyeLeft.map(at),
      noseTip: at(landmarks.noseTip),
      mouthRight: at(landmarks.mouthRight),
      mouthLeft: at(landmarks.mouthLeft),
    },
    sampler: { columnCount: shape.columns.length, macroCount: macroColumns().length, sliders: shape.sliders },
    expression,
    parts: partList,
    arrays: pack.arrays,
  };
  return { json: Buffer.from(JSON.stringify(layout)), bin: pack.bytes() };
}

function putBody(pack, quads, mesh, fields, at) {
  const drawn = toTriangles(quads, mesh.uvs, (vertex) => vertex);
  const island = new Uint8Array(drawn.positionIndex.length);
  const seen = new Map();
  for (const quad of quads)
    quad.vertices.forEach((vertex, i) => seen.set(vertex * 65536 + quad.uvs[i], fields.island(quad)));
  const uvIndex = new Map();
  mesh.uvs.forEach((_, i) => i % 2 === 0 && uvIndex.set(`${mesh.uvs[i]} ${mesh.uvs[i + 1]}`, i / 2));
  drawn.positionIndex.forEach((vertex, i) => {
    island[i] = seen.get(vertex * 65536 + uvIndex.get(`${drawn.uvs[2 * i]} ${drawn.uvs[2 * i + 1]}`)) ?? 0;
  });
  const ring = (map) =>
    Uint8Array.from(drawn.positionIndex, (vertex, i) =>
      island[i] === 0 ? Math.min(fields.far, map.get(vertex) ?? fields.far) : 0,
    );
  pack.put('body.positionIndex', Uint16Array.from(drawn.positionIndex, at));
  pack.put('body.uvs', drawn.uvs);
  pack.put('body.triangles', drawn.triangles);
  pack.put('body.island', island);
  pack.put('body.mouthRing', ring(fields.mouthRing));
  pack.put('body.eyeRing', ring(fields.eyeRing));
}

function putShape(pack, { kept, mesh, targets, quads, fields, eyes, log }) {
  const { columns, sliders } = makeSliders(targets.names);
  const base = Float32Array.from(kept.flatMap((vertex) => [0, 1, 2].map((c) => mesh.positions[3 * vertex + c])));
  const weights = vertexWeights(kept, quads, fields, base);
  const space = makeShapeSpace({
    base,
    targets: columns.map((name) => holdEyes(targets.deltas(name), eyes)),
    weights,
    sliders,
    componentCount: COMPONENT_COUNT,
    log,
  });
  pack.put('shape.base', base);
  pack.put('shape.average', space.average);
  pack.put('shape.components', space.components);
  pack.put('shape.scales', space.scales);
  pack.put('sampler.mean', space.mean);
  pack.put('sampler.whitening', Float32Array.from(space.whitening));
  pack.put('sampler.readout', space.readout);
  return { columns, sliders };
}

/**
 * A target without the part that lifts the whole body or moves it back and forth, so that the eyes of tall and short people lie
 * at one place: how tall someone is does not show in a portrait, must not fill the components, and the neck bends at fixed heights.
 * @param {Int16Array} deltas 3 per vertex @param {number[]} eyes vertices of both eyes
 */
function holdEyes(deltas, eyes) {
  const shift = [0, 1, 2].map((c) =>
    Math.round(eyes.reduce((sum, vertex) => sum + deltas[3 * vertex + c], 0) / eyes.length),
  );
  return deltas.map((delta, n) => (n % 3 === 0 ? delta : delta - shift[n % 3]));
}

/** How much a vertex counts in the shape space: eyes, nose and mouth most, the face well, the rest of the head little, helpers not at all. */
function vertexWeights(kept, quads, fields, base) {
  const outer = new Set(quads.filter((quad) => fields.island(quad) === 0).flatMap((quad) => quad.vertices));
  return kept.map((vertex, i) => {
    if (!outer.has(vertex)) return 0.01;
    const [x, y, z] = base.subarray(3 * i, 3 * i + 3);
    if (y < 5.9) return 0.05;
    if (z < 0.45) return 0.15;
    const feature = Math.min(fields.mouthRing.get(vertex) ?? fields.far, fields.eyeRing.get(vertex) ?? fields.far) < 10;
    const nose = Math.abs(x) < 0.22 && y > 6.72 && y < 7.35;
    return feature ? 2 : nose ? 1.6 : 1;
  });
}

function putExpression(pack, targets) {
  const prefix = `${UNITS}caucasian/`;
  const units = targets.names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  units.forEach((unit, u) =>
    ANCESTRIES.forEach((ancestry, a) =>
      putSparse(pack, `unit.${u}.${a}`, targets.deltas(`${UNITS}${ancestry}/${unit}`)),
    ),
  );
  CORRECTIVES.forEach(([, low, high], c) =>
    [low, high].forEach((name, side) => putSparse(pack, `corrective.${c}.${side}`, bothSides(targets, name))),
  );
  return { units, correctives: CORRECTIVES.map(([name]) => name) };
}

function bothSides(targets, name) {
  if (!name.includes('?')) return targets.deltas(name);
  const left = targets.deltas(name.replace('?', 'l'));
  const right = targets.deltas(name.replace('?', 'r'));
  return left.map((delta, i) => delta + right[i]);
}

function putSparse(pack, name, deltas) {
  const sparse = toSparse(deltas);
  pack.put(`${name}.indices`, sparse.indices);
  pack.put(`${name}.deltas`, sparse.deltas);
}

function putPart(pack, part, at) {
  const name = `part.${part.name}`;
  pack.put(`${name}.references`, Uint16Array.from(part.references, at));
  pack.put(`${name}.weights`, Float32Array.from(part.weights));
  pack.put(`${name}.offsets`, Float32Array.from(part.offsets));
  pack.put(`${name}.positionIndex`, part.positionIndex);
  pack.put(`${name}.uvs`, part.uvs);
  pack.put(`${name}.triangles`, part.triangles);
  if (part.texture !== undefined && part.textureSize > 0) pack.put(`${name}.texture`, part.texture.values);
  return { kind: part.kind, name: part.name, textureSize: part.textureSize };
}
