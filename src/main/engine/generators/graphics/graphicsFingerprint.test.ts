import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graphicsFingerprint } from './graphicsFingerprint';
import { loadHeadModel } from './loadHeadModel';

const built = join(import.meta.dirname, '..', '..', '..', '..', '..', 'resources', 'built');
let folder: string;
let head: string;
let codecs: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-pack-'));
  [head, codecs] = [join(folder, 'head-model'), join(folder, 'codecs')];
  await cp(join(built, 'head-model'), head, { recursive: true });
  await cp(join(built, 'codecs'), codecs, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const changeByte = async (path: string): Promise<void> => {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1] ^= 1;
  await writeFile(path, bytes);
};

describe('fingerprint of the graphics generator', () => {
  it('is the same for the same parts and names what the pack holds', async () => {
    const fingerprint = await graphicsFingerprint(head, codecs);
    expect(fingerprint).toEqual(await graphicsFingerprint(join(built, 'head-model'), join(built, 'codecs')));
    expect(fingerprint.assetsSha256).toBe((await loadHeadModel(head)).assetsSha256);
  });

  it('changes with the encoder and with the head model', async () => {
    const before = await graphicsFingerprint(head, codecs);
    await changeByte(join(codecs, 'mozjpeg_enc.wasm'));
    const encoder = await graphicsFingerprint(head, codecs);
    expect(encoder.encoderSha256).not.toBe(before.encoderSha256);
    expect(encoder.sha256).not.toBe(before.sha256);
    const place = join(head, 'manifest.json');
    const manifest = JSON.parse(await readFile(place, 'utf8')) as { files: Record<string, string> };
    manifest.files['head.bin'] = 'f'.repeat(64);
    await writeFile(place, JSON.stringify(manifest));
    const both = await graphicsFingerprint(head, codecs);
    expect(both.assetsSha256).not.toBe(encoder.assetsSha256);
    expect(both.sha256).not.toBe(encoder.sha256);
  });

  it('refuses a head model with one changed byte, without a part, or with a damaged manifest', async () => {
    await changeByte(join(head, 'head.bin'));
    await expect(loadHeadModel(head)).rejects.toMatchObject({ code: 'corrupt-data', place: join(head, 'head.bin') });
    await rm(join(head, 'head.bin'));
    await expect(loadHeadModel(head)).rejects.toMatchObject({ code: 'set-up-incomplete' });
    await writeFile(join(head, 'manifest.json'), 'null');
    await expect(loadHeadModel(head)).rejects.toMatchObject({
      code: 'corrupt-data',
      place: join(head, 'manifest.json'),
    });
    await rm(join(head, 'manifest.json'));
    await expect(graphicsFingerprint(head, codecs)).rejects.toMatchObject({ code: 'set-up-incomplete' });
  });
});
