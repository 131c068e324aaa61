import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporaryFolder.testing';
import { sha256Hex, sha256OfFile } from './hash';
import { newJobId, newLibraryId, newSetId } from './newId';

// FIPS 180-2, example B.1.
const OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('hash', () => {
  it('is SHA-256 of bytes, text and files', async () => {
    const path = join(await temporaryFolder(), 'abc');
    await writeFile(path, 'abc');
    expect(sha256Hex('abc')).toBe(OF_ABC);
    expect(sha256Hex(new Uint8Array([97, 98, 99]))).toBe(OF_ABC);
    expect(await sha256OfFile(path)).toBe(OF_ABC);
    await expect(sha256OfFile(path, { aborted: true })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('ids', () => {
  it('are of their kind and never the same', () => {
    expect(newSetId()).toMatch(/^ds_[a-z2-7]{12}$/);
    expect(newLibraryId()).toMatch(/^lib_/);
    expect(new Set(Array.from({ length: 100 }, newJobId)).size).toBe(100);
  });
});
