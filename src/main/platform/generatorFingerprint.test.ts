import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codecsDir, generatorFingerprint, headModelDir, listAssets } from './generatorFingerprint';

const resources = join(import.meta.dirname, '..', '..', '..', 'resources');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-pack-'));
  await cp(headModelDir(resources), headModelDir(folder), { recursive: true });
  await cp(codecsDir(resources), codecsDir(folder), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('fingerprint of the generator', () => {
  it('is the same for the same parts, and names the code', async () => {
    const fingerprint = await generatorFingerprint(folder);
    expect(fingerprint).toEqual(await generatorFingerprint(resources));
    // Tests run sources; a build writes the hash of the code here (e2e/journeys/proof.spec.ts).
    expect(fingerprint.codeSha256).toBe('unbuilt');
    expect((await listAssets(folder)).map(({ name }) => name)).toEqual(['head.json', 'head.bin', 'mozjpeg_enc.wasm']);
  });

  it('changes with the encoder and with the head model', async () => {
    const before = await generatorFingerprint(folder);
    const wasm = join(codecsDir(folder), 'mozjpeg_enc.wasm');
    const bytes = await readFile(wasm);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(wasm, bytes);
    const encoder = await generatorFingerprint(folder);
    expect(encoder.encoderSha256).not.toBe(before.encoderSha256);
    expect(encoder.sha256).not.toBe(before.sha256);
    const place = join(headModelDir(folder), 'manifest.json');
    const manifest = JSON.parse(await readFile(place, 'utf8')) as { files: Record<string, string> };
    manifest.files['head.bin'] = 'f'.repeat(64);
    await writeFile(place, JSON.stringify(manifest));
    const both = await generatorFingerprint(folder);
    expect(both.assetsSha256).not.toBe(encoder.assetsSha256);
    expect(both.sha256).not.toBe(encoder.sha256);
  });

  it('refuses a damaged or a missing manifest', async () => {
    const place = join(headModelDir(folder), 'manifest.json');
    await writeFile(place, 'null');
    await expect(generatorFingerprint(folder)).rejects.toMatchObject({ code: 'corrupt-data', place });
    await rm(place);
    await expect(generatorFingerprint(folder)).rejects.toMatchObject({ code: 'set-up-incomplete' });
  });
});
