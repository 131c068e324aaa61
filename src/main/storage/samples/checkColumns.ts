import { MAX_IDENTITIES, MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import type { SampleColumns, TextColumn } from './sampleColumns';

const ID_LENGTH = 'i000000s0000'.length;
const SHA_LENGTH = 64;

const isTextSound = (column: TextColumn, count: number): boolean => {
  const { offsets, data } = column;
  if (offsets.length !== count + 1 || offsets[0] !== 0) return false;
  for (let i = 0; i < count; i++) if ((offsets[i] ?? 0) > (offsets[i + 1] ?? -1)) return false;
  return (offsets[count] ?? 0) <= data.length;
};

/** Value of `length` decimal digits at `start`, or −1 when another character is among them. */
function digitsAt(data: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let i = start; i < start + length; i++) {
    const digit = (data[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function isIdSound(column: TextColumn, row: number, identityIndex: number, sampleIndex: number): boolean {
  const start = column.offsets[row] ?? 0;
  return (
    (column.offsets[row + 1] ?? 0) - start === ID_LENGTH &&
    column.data[start] === 0x69 && // i
    column.data[start + 7] === 0x73 && // s
    digitsAt(column.data, start + 1, 6) === identityIndex &&
    digitsAt(column.data, start + 8, 4) === sampleIndex
  );
}

/**
 * The rules of `SampleRow`, by columns: a row-wise parse of 200,000 rows takes seconds.
 * @returns what is wrong with the first bad row, or null.
 */
export function checkColumns(columns: SampleColumns): string | null {
  const { count, text, integers, identityName, weight } = columns;
  for (const [name, column] of Object.entries(text)) {
    if (!isTextSound(column, count)) return `the text column ${name} is damaged`;
  }
  if (identityName.names.includes('')) return 'an identity has no name';
  for (let i = 0; i < count; i++) {
    const identityIndex = integers.identityIndex[i] ?? -1;
    const sampleIndex = integers.sampleIndex[i] ?? -1;
    if (identityIndex < 0 || identityIndex >= MAX_IDENTITIES) return `row ${i}: identityIndex ${identityIndex}`;
    if (sampleIndex < 0 || sampleIndex >= MAX_SAMPLES_PER_IDENTITY) return `row ${i}: sampleIndex ${sampleIndex}`;
    if (!isIdSound(text.id, i, identityIndex, sampleIndex)) return `row ${i}: the id does not fit the indices`;
    if ((identityName.codes[i] ?? -1) >>> 0 >= identityName.names.length) return `row ${i}: identityName`;
    if ((text.file.offsets[i + 1] ?? 0) === text.file.offsets[i]) return `row ${i}: file is empty`;
    if ((text.sha256.offsets[i + 1] ?? 0) - (text.sha256.offsets[i] ?? 0) !== SHA_LENGTH) return `row ${i}: sha256`;
    if ((integers.widthPx[i] ?? 0) < 1 || (integers.heightPx[i] ?? 0) < 1) return `row ${i}: size in pixels`;
    if ((integers.sizeBytes[i] ?? 0) < 1) return `row ${i}: sizeBytes`;
    if ((integers.partnerIndex[i] ?? -2) < -1) return `row ${i}: partnerIndex`;
    const share = weight[i] ?? Number.NaN;
    if (!(share >= 0 && share <= 1)) return `row ${i}: weight`;
  }
  return null;
}
