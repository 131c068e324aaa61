import { crc32, deflateRawSync } from 'node:zlib';

/**
 * Bytes of a zip archive made for a test, honest or not.
 * @param {{name: string, data?: Buffer, stored?: boolean, mode?: number, flags?: number, size?: number, crc?: number, zip64?: boolean}[]} files
 *   `size` and `crc` overrule the true ones; `zip64` writes the sizes and the offset into the extra field
 * @param {{zip64?: boolean}} [options] with a ZIP64 end record
 */
export function makeZip(files, { zip64 = false } = {}) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const {
    name,
    data = Buffer.alloc(0),
    stored = false,
    mode = 0o100644,
    flags = 0,
    zip64: large = false,
    ...lie
  } of files) {
    const packed = stored ? data : deflateRawSync(data);
    const nameBytes = Buffer.from(name);
    const size = lie.size ?? data.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(nameBytes.length, 26);
    const extra = Buffer.alloc(large ? 28 : 0);
    if (large) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      extra.writeBigUInt64LE(BigInt(size), 4);
      extra.writeBigUInt64LE(BigInt(packed.length), 12);
      extra.writeBigUInt64LE(BigInt(offset), 20);
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(stored ? 0 : 8, 10);
    central.writeUInt32LE(lie.crc ?? crc32(data), 16);
    central.writeUInt32LE(large ? 0xffffffff : packed.length, 20);
    central.writeUInt32LE(large ? 0xffffffff : size, 24);
    central.writeUInt16LE(nameBytes.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE((mode << 16) >>> 0, 38);
    central.writeUInt32LE(large ? 0xffffffff : offset, 42);
    parts.push(local, nameBytes, packed);
    directory.push(central, nameBytes, extra);
    offset += local.length + nameBytes.length + packed.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const tail = zip64 ? [end64(files.length, directoryBytes.length, offset)] : [];
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : files.length, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : directoryBytes.length, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : offset, 16);
  return Buffer.concat([...parts, directoryBytes, ...tail, end]);
}

function end64(count, size, offset) {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset + size), 64);
  record.writeUInt32LE(1, 72);
  return record;
}
