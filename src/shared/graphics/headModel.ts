import { Failure } from '@shared/lib/failure';
import type { PackReader } from './packReader';
import { openPack } from './packReader';

/** A drawable mesh: one entry per corner with its own texture coordinate; `positionIndex` leads to the moving vertex. */
export interface Mesh {
  readonly positionIndex: Uint16Array;
  /** [u, v] per drawn vertex, v up. */
  readonly uvs: Float32Array;
  readonly triangles: Uint16Array;
}

/** Where a drawn vertex of the head lies: outer skin, inside of the mouth, chest, eye socket. */
export const ISLAND = { head: 0, mouth: 1, chest: 2, socket: 3 } as const;

export interface BodyMesh extends Mesh {
  readonly island: Uint8Array;
  /** Edge loops from the seam inside the lips (lids) outwards, 31 is far. The red of the lips ends at 6 to 7; lashes grow at 4. */
  readonly mouthRing: Uint8Array;
  readonly eyeRing: Uint8Array;
}

export type PartKind = 'hair' | 'lash' | 'teeth' | 'tongue';

/** A mesh that follows the head: vertex = Σ weight · head vertex + offset. */
export interface FittedPart extends Mesh {
  readonly kind: PartKind;
  readonly name: string;
  readonly vertexCount: number;
  /** Three head vertices for each vertex. */
  readonly references: Uint16Array;
  readonly weights: Float32Array;
  readonly offsets: Float32Array;
  /** [√(lightness / 4 means), opacity] × size², 0…255, rows top to bottom. */
  readonly texture: { readonly sizePx: number; readonly values: Uint8Array } | null;
}

/** Displacements of the vertices that move, in 1e-3 dm. */
export interface SparseTarget {
  readonly indices: Uint16Array;
  readonly deltas: Int16Array;
}

export interface ShapeSlider {
  readonly name: string;
  readonly sigma: number;
  readonly asymmetry: number;
  readonly limit: number;
  readonly mean: number;
  readonly woman: number;
  readonly oldWoman: number;
  /** For each side: column of the negative target (−1: none) and of the positive one. */
  readonly sides: readonly (readonly [number, number])[];
}

export interface HeadModel {
  readonly vertexCount: number;
  readonly shape: {
    readonly base: Float32Array;
    readonly average: Float32Array;
    /** [component][vertex][xyz] × scale, dm. */
    readonly components: Int16Array;
    readonly scales: Float32Array;
  };
  readonly sampler: {
    readonly columnCount: number;
    readonly sliders: readonly ShapeSlider[];
    readonly mean: Float32Array;
    /** [component][column]. */
    readonly whitening: Float32Array;
    /** Five rows of [mean, 120 weights]: african, asian, caucasian, maleness, age01. */
    readonly readout: Float32Array;
  };
  readonly expression: {
    readonly unitNames: readonly string[];
    /** [unit][african, asian, caucasian]. */
    readonly units: readonly (readonly SparseTarget[])[];
    readonly correctiveNames: readonly string[];
    /** [corrective][negative, positive]. */
    readonly correctives: readonly (readonly SparseTarget[])[];
  };
  readonly body: BodyMesh;
  readonly parts: ReadonlyMap<string, FittedPart>;
  readonly landmarks: {
    readonly eyeRight: readonly number[];
    readonly eyeLeft: readonly number[];
    readonly noseTip: number;
    readonly mouthRight: number;
    readonly mouthLeft: number;
  };
}

export const SHAPE_COMPONENT_COUNT = 120;
const PART_KINDS: readonly PartKind[] = ['hair', 'lash', 'teeth', 'tongue'];

/**
 * Parses the baked pack (scripts/bake). The bytes are hostile until parsed: every array lies inside the file, every index inside its array.
 * @param files json: text of head.json; bin: content of head.bin
 * @throws Failure `corrupt-data` or `unsupported-version`
 */
export function parseHeadModel(files: { readonly json: string; readonly bin: ArrayBuffer }): HeadModel {
  const pack = openPack(files.json, files.bin);
  const vertexCount = pack.integer('vertexCount', 1, 60000);
  const componentCount = pack.integer('componentCount', 1, 1000);
  if (componentCount !== SHAPE_COMPONENT_COUNT)
    throw corrupt(`has ${componentCount} shape components, expected ${SHAPE_COMPONENT_COUNT}`);
  const columnCount = pack.at('sampler').integer('columnCount', 1, 5000);
  const space = vertexCount * 3;
  return {
    vertexCount,
    shape: {
      base: pack.floats('shape.base', space),
      average: pack.floats('shape.average', space),
      components: pack.int16('shape.components', space * componentCount),
      scales: pack.floats('shape.scales', componentCount),
    },
    sampler: {
      columnCount,
      sliders: pack
        .at('sampler')
        .list('sliders')
        .map((slider) => parseSlider(slider, columnCount)),
      mean: pack.floats('sampler.mean', columnCount),
      whitening: pack.floats('sampler.whitening', columnCount * componentCount),
      readout: pack.floats('sampler.readout', 5 * (componentCount + 1)),
    },
    expression: parseExpression(pack, vertexCount),
    body: parseBody(pack, vertexCount),
    parts: new Map(
      pack
        .list('parts')
        .map((part) => parsePart(pack, part, vertexCount))
        .map((part) => [part.name, part]),
    ),
    landmarks: parseLandmarks(pack.at('landmarks'), vertexCount),
  };
}

function parseMesh(pack: PackReader, name: string, vertexCount: number): Mesh {
  const positionIndex = pack.indices(`${name}.positionIndex`, undefined, vertexCount);
  return {
    positionIndex,
    uvs: pack.floats(`${name}.uvs`, positionIndex.length * 2),
    triangles: pack.indices(`${name}.triangles`, undefined, positionIndex.length, 3),
  };
}

function parseBody(pack: PackReader, vertexCount: number): BodyMesh {
  const mesh = parseMesh(pack, 'body', vertexCount);
  const count = mesh.positionIndex.length;
  return {
    ...mesh,
    island: pack.bytes('body.island', count, 3),
    mouthRing: pack.bytes('body.mouthRing', count, 31),
    eyeRing: pack.bytes('body.eyeRing', count, 31),
  };
}

function parsePart(pack: PackReader, entry: PackReader, vertexCount: number): FittedPart {
  const name = entry.text('name', 64);
  const kind = PART_KINDS.find((known) => known === entry.text('kind', 16));
  if (kind === undefined) throw corrupt(`part ${name} has no known kind`);
  const references = pack.indices(`part.${name}.references`, undefined, vertexCount, 3);
  const partVertices = references.length / 3;
  const sizePx = entry.integer('textureSize', 0, 2048);
  return {
    ...parseMesh(pack, `part.${name}`, partVertices),
    kind,
    name,
    vertexCount: partVertices,
    references,
    weights: pack.floats(`part.${name}.weights`, references.length),
    offsets: pack.floats(`part.${name}.offsets`, references.length),
    texture: sizePx === 0 ? null : { sizePx, values: pack.bytes(`part.${name}.texture`, 2 * sizePx * sizePx, 255) },
  };
}

function parseExpression(pack: PackReader, vertexCount: number): HeadModel['expression'] {
  const unitNames = pack.at('expression').texts('units', 64);
  const correctiveNames = pack.at('expression').texts('correctives', 64);
  const sparse = (name: string): SparseTarget => {
    const indices = pack.indices(`${name}.indices`, undefined, vertexCount);
    return { indices, deltas: pack.int16(`${name}.deltas`, indices.length * 3) };
  };
  return {
    unitNames,
    units: unitNames.map((_, unit) => [0, 1, 2].map((ancestry) => sparse(`unit.${unit}.${ancestry}`))),
    correctiveNames,
    correctives: correctiveNames.map((_, corrective) =>
      [0, 1].map((side) => sparse(`corrective.${corrective}.${side}`)),
    ),
  };
}

function parseLandmarks(entry: PackReader, vertexCount: number): HeadModel['landmarks'] {
  const last = vertexCount - 1;
  const eye = (name: string): readonly number[] => {
    const list = entry.integers(name, 0, last);
    if (list.length < 3) throw corrupt(`landmark ${name} has fewer than 3 vertices`);
    return list;
  };
  return {
    eyeRight: eye('eyeRight'),
    eyeLeft: eye('eyeLeft'),
    noseTip: entry.integer('noseTip', 0, last),
    mouthRight: entry.integer('mouthRight', 0, last),
    mouthLeft: entry.integer('mouthLeft', 0, last),
  };
}

function parseSlider(entry: PackReader, columnCount: number): ShapeSlider {
  const sides = entry.lists('sides').map((side): readonly [number, number] => {
    const low = side.at(0) ?? -2;
    const high = side.at(1) ?? -2;
    if (side.length !== 2 || low < -1 || low >= columnCount || high < 0 || high >= columnCount) {
      throw corrupt('names a slider column that does not exist');
    }
    return [low, high];
  });
  return {
    name: entry.text('name', 64),
    sigma: entry.number('sigma'),
    asymmetry: entry.number('asymmetry'),
    limit: entry.number('limit'),
    mean: entry.number('mean'),
    woman: entry.number('woman'),
    oldWoman: entry.number('oldWoman'),
    sides,
  };
}

function corrupt(what: string): Failure {
  return new Failure({
    code: 'corrupt-data',
    message: `The head model ${what}.`,
    place: 'head.json',
    remedy: 'Run set-up again; it bakes the head model anew.',
  });
}
