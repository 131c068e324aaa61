import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { MAX_ORIGINAL_BYTES, createSampleProtocol } from './sampleProtocol';
import type { ProtocolHandler } from './protocolAnswer';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
let folder: string;
let ask: ProtocolHandler;
let askedFor: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-sample-'));
  await writeFile(join(folder, 'i000001s0002'), JPEG);
  await writeFile(join(folder, 'i000001s0003'), 'not a picture');
  await writeFile(
    join(folder, 'grey.pgm'),
    Buffer.concat([Buffer.from('P5 3 2 255\n'), Buffer.from([0, 128, 255, 1, 2, 3])]),
  );
  const look = (_setId: string, name: string): Promise<string> => {
    askedFor.push(name);
    if (name === 'i000009s0000') throw new Failure({ code: 'not-found', message: 'no such sample' });
    return Promise.resolve(join(folder, name));
  };
  ask = createSampleProtocol({
    sampleFile: async (setId, id) => ({ path: await look(setId, id), isReal: setId === 'ds_real' }),
    originalFile: look,
    sourceFile: async (setId, id) => {
      if (setId === 'ds_large') return join(folder, 'large.jpg');
      return look(setId, id);
    },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (address: string) => ask(new URL(address));

describe('sample://', () => {
  it('serves the stored crop, unchanging', async () => {
    const { status, mimeType, headers, body } = await get('sample://ds_ab12/i000001s0002?size=160');
    expect([status, mimeType, Buffer.from(body)]).toEqual([200, 'image/jpeg', JPEG]);
    expect(headers['Cache-Control']).toContain('immutable');
  });

  it('lets nothing keep the picture of a real person, whose consent may end', async () => {
    expect((await get('sample://ds_real/i000001s0002')).headers['Cache-Control']).toBe('no-store');
  });

  it.each([
    'sample://ds_ab12/i000001s0002?size=161',
    'sample://ds_ab12/i000001s0002?size=160&size=160',
    'sample://ds_ab12/i000001s0002?path=/etc/passwd',
    'sample://ds_ab12/..%2f..%2fset.json',
    'sample://ds_ab12/i1s2',
    'sample://ds_ab12/images/i000001s0002',
    'sample://lib_ab12/i000001s0002',
    'sample://ds_ab12/original',
    'sample://ds_ab12/original?path=',
    'sample://ds_ab12/original?path=a&size=48',
    'sample://ds_ab12/i000001s0002?as=crop',
    'sample://ds_ab12/i000001s0002?as=original&size=48',
    'sample://ds_ab12/i000001s0002?as=original&as=original',
    'sample://ds_ab12/..%2fi000001s0002?as=original',
  ])('refuses %s before anything is looked up', async (address) => {
    askedFor = [];
    expect((await get(address)).status).toBe(400);
    expect(askedFor).toEqual([]);
  });

  it('does not pass on bytes that are no picture', async () => {
    expect((await get('sample://ds_ab12/i000001s0003')).status).toBe(415);
  });

  it('lets a missing sample be a failure of the lookup', async () => {
    await expect(get('sample://ds_ab12/i000009s0000')).rejects.toThrow('no such sample');
  });

  it('shows what a sample was cut from, asked for each time, and nothing that is too large to be held', async () => {
    const { status, mimeType, headers } = await get('sample://ds_real/i000001s0002?as=original');
    expect([status, mimeType, headers['Cache-Control']]).toEqual([200, 'image/jpeg', 'no-store']);
    await writeFile(join(folder, 'large.jpg'), JPEG);
    await truncate(join(folder, 'large.jpg'), MAX_ORIGINAL_BYTES + 1);
    expect((await get('sample://ds_large/i000001s0002?as=original')).status).toBe(413);
    await expect(get('sample://ds_real/i000009s0000?as=original')).rejects.toThrow('no such sample');
  });

  it('shows a PGM original as a bitmap with the same rows', async () => {
    const { mimeType, body } = await get('sample://ds_ab12/original?path=grey.pgm');
    const bmp = Buffer.from(body);
    const dataOffset = bmp.readUInt32LE(10);
    expect(mimeType).toBe('image/bmp');
    expect([bmp.toString('latin1', 0, 2), bmp.readInt32LE(18), bmp.readInt32LE(22)]).toEqual(['BM', 3, -2]);
    expect([...bmp.subarray(dataOffset)]).toEqual([0, 128, 255, 0, 1, 2, 3, 0]);
    expect([...bmp.subarray(54 + 128 * 4, 54 + 129 * 4)]).toEqual([128, 128, 128, 0]);
  });
});
