/** Collects typed arrays into one file; each starts at a multiple of four bytes. */
const KINDS = { Float32Array: 'f32', Int16Array: 'i16', Uint16Array: 'u16', Uint8Array: 'u8' };

export function makePackWriter() {
  const buffers = [];
  const arrays = {};
  let offset = 0;
  return {
    arrays,
    /** @param {string} name unique @param {Float32Array|Int16Array|Uint16Array|Uint8Array} array */
    put(name, array) {
      if (arrays[name] !== undefined) throw new Error(`array ${name} is written twice`);
      const kind = KINDS[array.constructor.name];
      if (kind === undefined) throw new Error(`array ${name} has no storable type`);
      const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
      arrays[name] = { kind, offset, length: array.length };
      const padding = (4 - (bytes.length % 4)) % 4;
      buffers.push(bytes, Buffer.alloc(padding));
      offset += bytes.length + padding;
    },
    bytes: () => Buffer.concat(buffers),
  };
}
