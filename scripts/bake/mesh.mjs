/** Readers for the two mesh files of the package, both in the face stream of three.js JSON format 3.1. */

/** @returns {{ positions: Float32Array, uvs: Float32Array, quads: {material:number, vertices:number[], uvs:number[]}[] }} decimetres, y up, z forward */
export function readMesh(bytes) {
  const json = JSON.parse(bytes.toString('utf8'));
  return {
    positions: Float32Array.from(json.vertices),
    uvs: Float32Array.from(json.uvs[0]),
    quads: readFaces(json.faces),
    materials: json.materials.map((material) => material.DbgName),
    fit: json.metadata.ref_vIdxs === undefined ? undefined : readFit(json.metadata),
  };
}

/** A face is: type bits, vertices, [material], [uvs], [normals]; bit 0 quad, 1 material, 3 vertex uvs, 4 face normal, 5 vertex normals. */
function readFaces(stream) {
  const faces = [];
  for (let at = 0; at < stream.length;) {
    const type = stream[at++];
    const count = type & 1 ? 4 : 3;
    const vertices = stream.slice(at, (at += count));
    const material = type & 2 ? stream[at++] : 0;
    const uvs = type & 8 ? stream.slice(at, (at += count)) : vertices.map(() => 0);
    if (type & 16) at += 1;
    if (type & 32) at += count;
    faces.push({ material, vertices, uvs });
  }
  return faces;
}

/** How a fitted mesh follows the body: vertex = Σ weight · body vertex + offset. */
function readFit(metadata) {
  return { references: metadata.ref_vIdxs, weights: metadata.weights, offsets: metadata.offsets };
}

/**
 * One drawable vertex for each pair of position and texture coordinate.
 * @returns {{ positionIndex: Uint16Array, uvs: Float32Array, triangles: Uint16Array }}
 */
export function toTriangles(faces, uvs, mapVertex) {
  const seen = new Map();
  const positionIndex = [];
  const uvOut = [];
  const triangles = [];
  for (const face of faces) {
    const corners = face.vertices.map((vertex, i) => {
      const mapped = mapVertex(vertex);
      const uv = face.uvs[i];
      const key = mapped * 65536 + uv;
      let index = seen.get(key);
      if (index === undefined) {
        index = positionIndex.length;
        seen.set(key, index);
        positionIndex.push(mapped);
        uvOut.push(uvs[2 * uv], uvs[2 * uv + 1]);
      }
      return index;
    });
    triangles.push(corners[0], corners[1], corners[2]);
    if (corners.length === 4) triangles.push(corners[0], corners[2], corners[3]);
  }
  return {
    positionIndex: Uint16Array.from(positionIndex),
    uvs: Float32Array.from(uvOut),
    triangles: Uint16Array.from(triangles),
  };
}
