export const BLOCK_BYTES = 512;

/** Bytes that follow a member of `size` bytes up to the next block. */
export const paddingOf = (size: number): number => (BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES;

/** Eleven octal digits; larger members need a pax record. */
const MAX_OCTAL_SIZE = 0o77777777777;
const MAX_NAME_BYTES = 100;
const PLAIN = /^[\x20-\x7e]+$/;

/** Fields of a ustar header: offset and length (POSIX.1-2017, pax, "ustar Interchange Format"). */
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
  prefix: [345, 155],
} as const;

/** Sum of the header's bytes, its own field counted as spaces. */
export function checksumOf(header: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < BLOCK_BYTES; at++) sum += at >= 148 && at < 156 ? 0x20 : (header[at] ?? 0);
  return sum;
}

const ZERO = 0x30;

/** Digits that fill a field but for the zero byte at its end. @returns sum of the digits' bytes beyond that of zeros */
function putOctal(header: Uint8Array, [start, length]: readonly [number, number], value: number): number {
  let more = 0;
  let rest = value;
  for (let at = start + length - 2; rest > 0; at--) {
    const digit = rest % 8;
    header[at] = ZERO + digit;
    more += digit;
    rest = (rest - digit) / 8;
  }
  return more;
}

/** A header with all that every file of ours has in common: no name, no size, no checksum. */
function commonHeader(type: '0' | 'x'): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  for (const field of ['mode', 'uid', 'gid', 'size', 'mtime'] as const)
    header.fill('0', FIELDS[field][0], FIELDS[field][0] + FIELDS[field][1] - 1);
  putOctal(header, FIELDS.mode, 0o644);
  header.write(type, FIELDS.type[0], 'latin1');
  header.write('ustar\u000000', FIELDS.magic[0], 'latin1');
  return header;
}

const COMMON = { '0': commonHeader('0'), x: commonHeader('x') };
const COMMON_SUM = { '0': checksumOf(COMMON['0']), x: checksumOf(COMMON.x) };

/** A hundred thousand images are three hundred thousand headers: what they have in common is copied and summed once. */
function ustarHeader(name: string, size: number, type: '0' | 'x', into: Buffer | null): Buffer {
  const header = into ?? Buffer.allocUnsafe(BLOCK_BYTES);
  header.set(COMMON[type]);
  let sum = COMMON_SUM[type];
  for (let at = 0; at < name.length && at < MAX_NAME_BYTES; at++) {
    const code = name.charCodeAt(at) & 0xff;
    header[at] = code;
    sum += code;
  }
  sum += putOctal(header, FIELDS.size, size);
  // Six digits, a zero byte and a space.
  header.fill(ZERO, 148, 154);
  header[155] = 0x20;
  putOctal(header, [148, 7], sum);
  return header;
}

/** `<length> key=value\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  if (String(length).length > String(bytes).length) length = bytes + String(length).length;
  return `${length}${rest}`;
}

/**
 * Header of a file, deterministic: mode 644, owner 0, time 0, no names. A name that is longer than 100 bytes or not ASCII, and a size beyond
 * eleven octal digits, stand in a pax record before it.
 * @param into a block of memory for a header without a pax record; absent: its own
 */
export function tarHeader(name: string, size: number, into: Buffer | null = null): Buffer {
  const needsPath = name.length > MAX_NAME_BYTES || !PLAIN.test(name);
  const records =
    (needsPath ? paxRecord('path', name) : '') + (size > MAX_OCTAL_SIZE ? paxRecord('size', String(size)) : '');
  const short = needsPath ? name.replace(/[^\x20-\x7e]/g, '_').slice(-MAX_NAME_BYTES) : name;
  const own = ustarHeader(short, size > MAX_OCTAL_SIZE ? 0 : size, '0', into);
  if (records === '') return own;
  const pax = Buffer.from(records);
  return Buffer.concat([
    ustarHeader('PaxHeader', pax.length, 'x', null),
    pax,
    Buffer.alloc(paddingOf(pax.length)),
    own,
  ]);
}

export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** The type flag; `0` for a file. */
  readonly type: string;
}

const textOf = (header: Buffer, [start, length]: readonly [number, number]): string => {
  const bytes = header.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? length : end);
};

/** Octal digits, or GNU's base 256 where the first bit is set. Null where it is neither. */
function numberOf(header: Buffer, [start, length]: readonly [number, number]): number | null {
  const first = header[start] ?? 0;
  if (first >= 0x80) {
    let value = first & 0x7f;
    for (let at = start + 1; at < start + length; at++) value = value * 256 + (header[at] ?? 0);
    return Number.isSafeInteger(value) ? value : null;
  }
  const digits = textOf(header, [start, length]).trim();
  return /^[0-7]{1,11}$/.test(digits) ? parseInt(digits, 8) : digits === '' ? 0 : null;
}

/** Reads a header block. @returns null where its checksum or a number in it is wrong. */
export function parseTarHeader(header: Buffer): TarHeader | null {
  const size = numberOf(header, FIELDS.size);
  if (size === null || numberOf(header, FIELDS.checksum) !== checksumOf(header)) return null;
  const flag = String.fromCharCode(header[FIELDS.type[0]] ?? 0);
  const hasPrefix = textOf(header, [257, 6]) === 'ustar' && header[262] === 0;
  const prefix = hasPrefix ? textOf(header, FIELDS.prefix) : '';
  const name = textOf(header, FIELDS.name);
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type: flag === '\0' || flag === '7' ? '0' : flag };
}
