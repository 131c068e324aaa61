import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { FORMAT_FIXTURES } from '../packs/packs.testing';
import { openVerificationBin, type VerificationBin } from './verificationReader';
import { openVerificationWriter } from './verificationWriter';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function imagesOf(bin: VerificationBin): Promise<Uint8Array[]> {
  const images: Uint8Array[] = [];
  for await (const { bytes } of bin.images({ aborted: false })) images.push(bytes);
  return images;
}

/** Sizes around one byte of length, and around the 64 KiB beyond which bytes stand outside of a frame. */
const SIZES = [5, 255, 256, 300, 4000, 70000, 65536, 65535, 20000];
function drawn(i: number): Uint8Array {
  const bytes = new Uint8Array(SIZES[i % SIZES.length] ?? 0);
  for (let j = 0; j < bytes.length; j++) bytes[j] = (i * 31 + j * 7) & 255;
  return bytes;
}

describe('verification .bin', () => {
  const golden = (name: string): string => join(FORMAT_FIXTURES, `verification_${name}.bin`);

  it.each(['py2_protocol2', 'py3_protocol2', 'py3_protocol4', 'py3_protocol5'])(
    'reads %s as Python does',
    async (name) => {
      const bin = await openVerificationBin(golden(name));
      expect(bin.isSame).toEqual([true, false, true, false]);
      const images = await imagesOf(bin);
      expect(images.map((bytes) => bytes.length)).toEqual([4720, 4511, 4477, 4210, 4412, 4594, 4464, 4481]);
      expect(sha256(images[0] ?? new Uint8Array())).toBe(
        'd1725e53b0edd780d0a1ffc34a65f57b1f3bdc49980d8af9ff99b7520d52d7d7',
      );
      expect(sha256(images[3] ?? new Uint8Array())).toBe(
        'e2376fb7ee5d738796e8759558bd7a641ff57973a8326c7469bc8f114178d474',
      );
    },
  );

  it.each([4, 5] as const)('writes Python’s bytes in protocol %i', async (protocol) => {
    const path = join(await temporaryFolder(), 'lfw.bin');
    const writer = openVerificationWriter(path, 8, protocol);
    for (const bytes of await imagesOf(await openVerificationBin(golden('py2_protocol2')))) writer.add(bytes);
    await writer.finish([true, false, true, false]);
    expect(sha256(await readFile(path))).toBe(sha256(await readFile(golden(`py3_protocol${protocol}`))));
  });

  // Sizes and hashes of pickle.dump((images, issame), file, protocol=4) under CPython 3.11.7.
  it.each([
    [1, 288, '5e66fd8a14e3ddee10deec9236fff12acdecaa3ff872aadebf0b78d0b5a97114'],
    [2, 858, 'cd8a4f9f7d9e4ced396a2d75d41e7822f7f435caf48f16f9d26c89ee44b848a0'],
    [5, 225988, '9d2d89680a7526fe515e75c6d249e410ec255fe3c9041cf759b68f97c204f54d'],
    [501, 25081836, '92b2e69e440d68a633cf77bbb82c7d04867857cda9963f8f3edb5a8acace69f2'],
  ])('cuts frames and batches as Python does for %i pairs', async (pairs, size, hash) => {
    const path = join(await temporaryFolder(), 'drawn.bin');
    const writer = openVerificationWriter(path, pairs * 2);
    for (let i = 0; i < pairs * 2; i++) writer.add(drawn(i));
    const isSame = Array.from({ length: pairs }, (_, i) => i % 3 !== 0);
    await writer.finish(isSame);
    const bytes = await readFile(path);
    expect([bytes.length, sha256(bytes)]).toEqual([size, hash]);
    const bin = await openVerificationBin(path);
    expect(bin.isSame).toEqual(isSame);
    let index = 0;
    for await (const image of bin.images({ aborted: false })) {
      if (Buffer.compare(image.bytes, drawn(index)) !== 0) throw new Error(`image ${index} came back changed`);
      index++;
    }
    expect(index).toBe(pairs * 2);
  });

  it('refuses what does not fit together', async () => {
    const folder = await temporaryFolder();
    expect(() => openVerificationWriter(join(folder, 'a.bin'), 3)).toThrow(/two images/);
    const writer = openVerificationWriter(join(folder, 'b.bin'), 2);
    writer.add(drawn(0));
    expect(() => writer.finish([true])).toThrow(RangeError);
    await writer.abort();
    const cases: readonly (readonly [string, RegExp])[] = [
      ['\x80\x04]].', /left over/],
      ['\x80\x04](K\x01e].', /left over/],
      ['\x80\x04]].'.replace(']]', ']]\x86'), /has 0 images/],
      ['\x80\x04](C\x01aC\x01be](\x88\x89e\x86.', /2 images are not two for each of 2 pairs/],
      ['\x80\x04](K\x01C\x01be](\x88e\x86.', /image 0 is no row of bytes/],
      ['\x80\x04](C\x01aC\x01be](K\x05e\x86.', /answer to pair 0/],
      ['\x80\x04K\x01.', /two lists/],
      ['\x80\x04](C\x01aC\x01be](\x88e]\x87.', /two lists/],
    ];
    for (const [text, message] of cases) {
      const path = join(folder, 'bad.bin');
      await writeFile(path, text, 'latin1');
      await expect(openVerificationBin(path)).rejects.toMatchObject({
        message: expect.stringMatching(message) as string,
      });
    }
  });
});
