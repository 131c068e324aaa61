import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { openLmdb } from '../lmdb/lmdbReader';
import { openRecordio } from '../recordio/recordioReader';
import { openVerificationBin } from '../verification/verificationReader';
import { openVerificationWriter } from '../verification/verificationWriter';
import { openWriterFor } from './openWriter';
import { packedImage, packPlan } from './packs.testing';

const COUNT = 1500;
const IMAGE_BYTES = 20_000;
const picture = (index: number): Uint8Array => new Uint8Array(IMAGE_BYTES).fill(index & 255);
const NEVER = { aborted: false };

setFlagsFromString('--expose_gc');
// The flag puts it into every context that is made from now on.
const collect = runInNewContext('gc') as () => void;

/** Memory outside of the heap, where bytes of files lie; what nobody holds is collected first. */
async function heldBytes(): Promise<number> {
  // Buffers are freed in another thread, after the round that found them unused.
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().arrayBuffers;
}

describe('packs of 30 MB', () => {
  it('would be seen if they were held', async () => {
    const before = await heldBytes();
    const held = Array.from({ length: COUNT }, (_, i) => picture(i));
    expect((await heldBytes()) - before).toBeGreaterThan(25_000_000);
    expect(held).toHaveLength(COUNT);
  });

  it.each(['recordio', 'im2rec', 'lmdb'] as const)('%s is written and read picture by picture', async (format) => {
    const folder = await temporaryFolder();
    const plan = packPlan(Array.from({ length: 50 }, () => COUNT / 50));
    const writer = await openWriterFor(format)?.(folder, plan);
    if (writer === undefined) throw new Error(`no writer for ${format}`);
    const before = await heldBytes();
    for (let i = 0; i < COUNT; i++) writer.add(packedImage(i, Math.floor((i * 50) / COUNT), picture(i)));
    expect((await heldBytes()) - before).toBeLessThan(8_000_000);
    await writer.finish();
    const reader = await (format === 'lmdb' ? openLmdb(folder) : openRecordio(folder));
    let count = 0;
    for await (const { bytes } of reader?.images(NEVER) ?? []) {
      count++;
      if (bytes.length !== IMAGE_BYTES) throw new Error('a picture came back changed');
      if (count === COUNT - 1) expect((await heldBytes()) - before).toBeLessThan(8_000_000);
    }
    expect(count).toBe(COUNT);
  });

  it('a verification file is too', async () => {
    const path = join(await temporaryFolder(), 'large.bin');
    const writer = openVerificationWriter(path, COUNT);
    const before = await heldBytes();
    for (let i = 0; i < COUNT; i++) writer.add(picture(i));
    expect((await heldBytes()) - before).toBeLessThan(8_000_000);
    await writer.finish(Array.from({ length: COUNT / 2 }, (_, i) => i % 2 === 0));
    const bin = await openVerificationBin(path);
    let count = 0;
    for await (const { index } of bin.images(NEVER)) count += index === count ? 1 : 0;
    expect(count).toBe(COUNT);
    expect((await heldBytes()) - before).toBeLessThan(8_000_000);
  });
});
