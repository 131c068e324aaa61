/** Which vertex means what: found on the base mesh from its texture islands and edge loops, so that no hand-picked number hides here. */

const FAR = 31;

/**
 * Fields on the vertices of the base mesh.
 * @returns {{ mouthRing: Map<number,number>, eyeRing: Map<number,number>, island: (quad)=>number }}
 *   rings: count of edge loops from the seam inside the lips or lids outwards; the red of the lips ends at 6 to 7, lashes grow at 4.
 *   island: 0 outer head, 1 inside the mouth, 2 chest and neck, 3 eye sockets.
 */
export function findFields(quads, positions) {
  const islandOf = labelIslands(quads, positions);
  const islands = new Map();
  const neighbours = new Map();
  for (const quad of quads) {
    const label = islandOf(quad);
    quad.vertices.forEach((vertex, i) => {
      if (!islands.has(vertex)) islands.set(vertex, new Set());
      islands.get(vertex).add(label);
      if (label !== 0) return;
      link(neighbours, vertex, quad.vertices[(i + 1) % 4]);
      link(neighbours, quad.vertices[(i + 1) % 4], vertex);
    });
  }
  const seam = (label) =>
    [...islands].filter(([, labels]) => labels.has(0) && labels.has(label)).map(([vertex]) => vertex);
  return {
    mouthRing: countRings(seam(1), neighbours),
    eyeRing: countRings(seam(3), neighbours),
    island: islandOf,
    far: FAR,
  };
}

function link(map, from, to) {
  if (!map.has(from)) map.set(from, new Set());
  map.get(from).add(to);
}

function countRings(start, neighbours) {
  const ring = new Map(start.map((vertex) => [vertex, 0]));
  const queue = [...start];
  for (const vertex of queue) {
    if (ring.get(vertex) === FAR) break;
    for (const next of neighbours.get(vertex) ?? []) {
      if (ring.has(next)) continue;
      ring.set(next, ring.get(vertex) + 1);
      queue.push(next);
    }
  }
  return ring;
}

/** Islands of the texture layout, told apart by where they lie in space. */
function labelIslands(quads, positions) {
  const parent = new Map();
  const find = (a) => {
    while ((parent.get(a) ?? a) !== a) {
      const up = parent.get(a);
      parent.set(a, parent.get(up) ?? up);
      a = parent.get(a);
    }
    return a;
  };
  for (const quad of quads) for (const uv of quad.uvs) parent.set(find(uv), find(quad.uvs[0]));
  const groups = new Map();
  for (const quad of quads) {
    const root = find(quad.uvs[0]);
    if (!groups.has(root)) groups.set(root, []);
    groups.get(root).push(quad);
  }
  const labels = new Map();
  const largest = [...groups].sort((a, b) => b[1].length - a[1].length)[0][0];
  for (const [root, members] of groups) {
    const centre = [0, 1, 2].map((c) =>
      mean(members.map((quad) => mean(quad.vertices.map((vertex) => positions[3 * vertex + c])))),
    );
    const label = root === largest ? 0 : centre[1] < 6 ? 2 : Math.abs(centre[0]) > 0.1 ? 3 : 1;
    labels.set(root, label);
  }
  if (new Set(labels.values()).size !== 4)
    throw new Error('the base mesh does not have the four texture islands of a head');
  return (quad) => labels.get(find(quad.uvs[0]));
}

const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** Landmarks as base-mesh vertices; left and right are the person's own, so the right eye lies at negative x. */
export function findLandmarks(mesh, quads, fields) {
  const eye = (material) => {
    const index = mesh.materials.indexOf(material);
    return [...new Set(mesh.quads.filter((quad) => quad.material === index).flatMap((quad) => quad.vertices))].sort(
      (a, b) => a - b,
    );
  };
  const at = (vertex, c) => mesh.positions[3 * vertex + c];
  const outer = [...new Set(quads.filter((quad) => fields.island(quad) === 0).flatMap((quad) => quad.vertices))];
  const middle = outer.filter((vertex) => Math.abs(at(vertex, 0)) < 0.03 && at(vertex, 1) > 6.6 && at(vertex, 1) < 7.3);
  const lips = outer.filter((vertex) => (fields.mouthRing.get(vertex) ?? FAR) <= 4);
  const best = (list, score) => list.reduce((a, b) => (score(b) > score(a) ? b : a));
  return {
    eyeRight: eye('helper-r-eye'),
    eyeLeft: eye('helper-l-eye'),
    noseTip: best(middle, (vertex) => at(vertex, 2)),
    mouthRight: best(lips, (vertex) => -at(vertex, 0)),
    mouthLeft: best(lips, (vertex) => at(vertex, 0)),
  };
}
