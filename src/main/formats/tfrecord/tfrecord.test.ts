import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { sha256Hex } from '../../platform/hash';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { filesOf, FORMAT_FIXTURES, packedImage, packPlan, readAll } from '../packs/packs.testing';
import { readExample } from './exampleReader';
import { exampleParts } from './exampleWriter';
import { crc32c, maskedCrc32c } from './maskedCrc32c';
import { openTfrecord } from './tfrecordReader';
import { openTfrecordWriter } from './tfrecordWriter';

const GOLDEN = join(FORMAT_FIXTURES, 'tensorflow.tfrecord');
const picture = (index: number): Buffer => Buffer.alloc(200 + index, index);

async function exported(): Promise<string> {
  const folder = await temporaryFolder();
  const writer = await openTfrecordWriter(folder, packPlan([2, 1]));
  for (const [index, label] of [0, 0, 1].entries()) writer.add(packedImage(index, label, picture(index)));
  await writer.finish();
  return folder;
}

async function refusal(bytes: Buffer): Promise<Failure> {
  const path = join(await temporaryFolder(), 'a.tfrecord');
  await writeFile(path, bytes);
  const thrown: unknown = await openTfrecord(path)
    .then(readAll)
    .catch((error: unknown) => error);
  if (thrown instanceof Failure) return thrown;
  throw new Error('expected a Failure', { cause: thrown });
}

describe('crc32c', () => {
  // Worked out with the Python package crc32c 2.9; the second and the last also stand in RFC 3720, B.4.
  it.each([
    [Buffer.alloc(0), 0x0, 0xa282ead8],
    [Buffer.from('123456789'), 0xe3069283, 0xc78ab0e5],
    [Buffer.from(Array.from({ length: 256 }, (_unused, byte) => byte)), 0x9c44184b, 0xd31a2360],
    [Buffer.alloc(32), 0x8a9136aa, 0x0fd7fffa],
  ])('of %j', (bytes, plain, masked) => {
    expect([crc32c(bytes), maskedCrc32c(bytes)]).toEqual([plain, masked]);
  });
});

describe('tf.train.Example', () => {
  it('is written as protobuf writes it', () => {
    // The same features through tensorflow 2.21's tf.train.Example, SerializeToString(deterministic=True).
    const parts = exampleParts({
      zero: 0,
      'outis/weight': { float: 0.65 },
      'image/encoded': PIXELS,
      'image/class/label': 300,
      'image/class/text': '00301',
    });
    expect(sha256Hex(Buffer.concat(parts))).toBe('7ed96129717521872868be5d5bd4ed99bbcb00f699b8e0b0c8298b9da583af9f');
  });

  it('reads back numbers and bytes of any size', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ maxLength: 300 }), fc.string(), (number, bytes, text) => {
        const example = readExample(Buffer.concat(exampleParts({ number, bytes, text, float: { float: 1 } })));
        expect(example?.get('number')).toBe(number);
        expect([...Buffer.from(example?.get('bytes') as Uint8Array)]).toEqual([...bytes]);
        expect(Buffer.from(example?.get('text') as Uint8Array).equals(Buffer.from(text))).toBe(true);
        expect(example?.has('float')).toBe(false);
      }),
    );
  });

  it('any bytes give an example or null', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const example = readExample(Buffer.from(bytes));
        expect(example === null || example instanceof Map).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** The second picture of fixtures/formats/tensorflow.tfrecord: an 8×8 PNG. */
const PIXELS = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAGUlEQVR4nGPUYGBgEMGCWBgYRBiwgcEpAQDGXAFesCXpTwAAAABJRU5ErkJggg==',
  'base64',
);

describe('tfrecord', () => {
  it('reads what tensorflow wrote', async () => {
    const images = await readAll(await openTfrecord(GOLDEN));
    expect(images.map(({ entry, label, identity }) => [entry, label, identity])).toEqual([
      ['0', 0, '00000'],
      ['1', 0, '00000'],
      ['2', 1, '00001'],
      ['3', 2, '00002'],
      ['4', 2, '00002'],
    ]);
    expect(PIXELS.equals(images[1]?.bytes ?? Buffer.of())).toBe(true);
    expect(sha256Hex(images[4]?.bytes ?? '')).toBe('e56f359bc7b02ef3386dc45c31cff2158b94ca95aeb53a6379559286e90005c9');
  });

  it('reads back what it wrote and writes equal bytes for equal images', async () => {
    const folder = await exported();
    const images = await readAll(await openTfrecord(folder));
    expect(images.map(({ path, entry, label }) => [path, entry, label])).toEqual([
      ['train-00000-of-00001.tfrecord', '0', 0],
      ['train-00000-of-00001.tfrecord', '1', 0],
      ['train-00000-of-00001.tfrecord', '2', 1],
    ]);
    expect(images.every(({ bytes }, index) => picture(index).equals(bytes))).toBe(true);
    expect(await filesOf(folder)).toEqual(await filesOf(await exported()));
  });

  it('divides images evenly over as many shards as their size asks for', async () => {
    const folder = await temporaryFolder();
    // 8192 × 8192 pixels are 192 MiB unpacked: two images to a shard.
    const plan = packPlan([5], { widthPx: 8192, heightPx: 8192 });
    const writer = await openTfrecordWriter(folder, plan);
    const places = [0, 1, 2, 3, 4].map((index) => writer.add(packedImage(index, 0, picture(index))));
    expect(places.map(({ path, entry }) => `${path.slice(6, 20)} ${entry}`)).toEqual([
      '00000-of-00003 0',
      '00001-of-00003 0',
      '00001-of-00003 1',
      '00002-of-00003 0',
      '00002-of-00003 1',
    ]);
    expect(await writer.finish()).toHaveLength(3);
  });

  it('finds a changed byte anywhere, and a file cut off anywhere but between records', async () => {
    const good = await readFile(GOLDEN);
    const ends = new Set<number>();
    for (let at = 0; at < good.length; at += 16 + Number(good.readBigUInt64LE(at))) ends.add(at);
    for (let at = 0; at < good.length; at += 37) {
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ 0x41;
      expect((await refusal(bytes)).code).toBe('corrupt-data');
      if (!ends.has(at)) expect((await refusal(good.subarray(0, at))).code).toBe('corrupt-data');
    }
  });

  it('refuses a lying length with a right checksum, other messages, and compressed files', async () => {
    const head = Buffer.alloc(12);
    head.writeBigUInt64LE(1n << 40n);
    head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8);
    expect((await refusal(head)).message).toMatch(/claims 1099511627776 bytes/);
    expect((await refusal(record(Buffer.from([0xff, 0xff])))).message).toMatch(/no tf.train.Example/);
    const nothing = await refusal(record(Buffer.concat(exampleParts({ 'image/raw': Buffer.of(1), label: 3 }))));
    expect(nothing.message).toMatch(/the record has: image\/raw, label/);
    expect((await refusal(Buffer.concat([Buffer.of(0x1f, 0x8b), Buffer.alloc(20)]))).remedy).toMatch(/gunzip/);
    const nobody = await refusal(record(Buffer.concat(exampleParts({ 'image/encoded': Buffer.of(1) }))));
    expect(nobody.place).toMatch(/byte 0 \(record 0\)/);
  });
});

function record(message: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(message.length));
  head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(maskedCrc32c(message));
  return Buffer.concat([head, message, tail]);
}
