import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { PackFile } from '../packs/packFile';
import { PackWindow } from '../packs/packWindow';
import { RECORD_LIMIT_BYTES, readRecord, writeRecord } from './framing';

const MAGIC = Buffer.from([0x0a, 0x23, 0xd7, 0xce]);

/** Pieces of magic, of its beginnings and of other bytes, so that it comes at every alignment, doubled and torn. */
const data = fc
  .array(
    fc.oneof(
      fc.constant(MAGIC),
      fc.integer({ min: 1, max: 3 }).map((length) => MAGIC.subarray(0, length)),
      fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes)),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => Buffer.concat(pieces));

/** What stands in the file between heads, told without the writer: lengths and flags by walking from head to head. */
function partsOf(file: Buffer): { readonly flag: number; readonly length: number; readonly offset: number }[] {
  const parts = [];
  for (let offset = 0; offset < file.length;) {
    expect(file.readUInt32LE(offset)).toBe(0xced7230a);
    const word = file.readUInt32LE(offset + 4);
    const length = word % 2 ** 29;
    parts.push({ flag: Math.floor(word / 2 ** 29), length, offset });
    offset += 8 + Math.ceil(length / 4) * 4;
  }
  return parts;
}

describe('RecordIO framing', () => {
  it('gives back any bytes, and never lets the magic stand where a reader looks for it', async () => {
    const folder = await temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(data, { minLength: 1, maxLength: 5 }), async (records) => {
        const path = join(folder, `${run++}.rec`);
        const file = new PackFile(path);
        const offsets = records.map((record) => {
          const offset = file.length;
          writeRecord(file, record);
          return offset;
        });
        file.finish();
        const window = await PackWindow.open(path);
        try {
          const whole = Buffer.from(await window.read(0, window.sizeBytes));
          const parts = partsOf(whole);
          expect(parts.filter(({ flag }) => flag <= 1).map(({ offset }) => offset)).toEqual(offsets);
          for (const { offset, length } of parts)
            for (let at = offset + 8; at + 4 <= offset + 8 + length; at += 4)
              expect(Buffer.compare(whole.subarray(at, at + 4), MAGIC)).not.toBe(0);
          for (const [i, record] of records.entries())
            expect(Buffer.compare(await readRecord(window, offsets[i] ?? -1, 1000), record)).toBe(0);
        } finally {
          await window.close();
        }
      }),
      { numRuns: 150, seed: 20261122 },
    );
  });

  it('refuses what 29 bits cannot count, and reads nothing larger than it was told to', async () => {
    const path = join(await temporaryFolder(), 'large.rec');
    const file = new PackFile(path);
    expect(() => writeRecord(file, Buffer.allocUnsafe(RECORD_LIMIT_BYTES))).toThrow(/less than 536870912 bytes/);
    writeRecord(file, Buffer.concat([Buffer.alloc(60), MAGIC, Buffer.alloc(60)]));
    file.finish();
    const window = await PackWindow.open(path);
    await expect(readRecord(window, 0, 100)).rejects.toMatchObject({ code: 'corrupt-data' });
    expect(await readRecord(window, 0, 124)).toHaveLength(124);
    await window.close();
  });
});
