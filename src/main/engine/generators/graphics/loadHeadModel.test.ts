import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadHeadModel } from './loadHeadModel';

const built = join(import.meta.dirname, '..', '..', '..', '..', '..', 'resources', 'built', 'head-model');
let head: string;

beforeEach(async () => {
  head = await mkdtemp(join(tmpdir(), 'outis-head-'));
  await cp(built, head, { recursive: true });
});
afterEach(() => rm(head, { recursive: true, force: true }));

describe('head model pack', () => {
  it('is refused with one changed byte, without a part, or with a damaged manifest', async () => {
    const bin = join(head, 'head.bin');
    const bytes = await readFile(bin);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(bin, bytes);
    await expect(loadHeadModel(head)).rejects.toMatchObject({ code: 'corrupt-data', place: bin });
    await rm(bin);
    await expect(loadHeadModel(head)).rejects.toMatchObject({ code: 'set-up-incomplete' });
    const place = join(head, 'manifest.json');
    await writeFile(place, 'null');
    await expect(loadHeadModel(head)).rejects.toMatchObject({ code: 'corrupt-data', place });
  });
});
