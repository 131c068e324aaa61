import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobPlace } from '../../jobs/jobContext';
import { call, openTestServices, outcome } from '../services.testing';

async function textsBelow(folder: string): Promise<string[]> {
  const texts: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) texts.push(...(await textsBelow(path)));
    else texts.push(await readFile(path, 'utf8'));
  }
  return texts;
}

describe('the key of a job', () => {
  it('reaches jobs whose results leave the house, and no file of the library', async () => {
    const places: JobPlace[] = [];
    const { services, library } = await openTestServices((_spec, place, say) => {
      places.push(place);
      say({ type: 'log', line: 'a line' });
      return Promise.resolve(outcome('done'));
    });
    await services.handlers['job.start']({ kind: 'prove', exportDir: '/nowhere', samples: 1, seed: 0 }, call);
    await services.idle();
    await services.handlers['job.start']({ kind: 'doctor' }, call);
    await services.idle();
    expect(places).toHaveLength(2);
    const signer = places[0]?.signer;
    expect(signer?.keyId).toMatch(/^[0-9a-f]{16}$/);
    expect(places[1]?.signer).toBeUndefined();
    const texts = await textsBelow(library);
    expect(texts.some((text) => text.includes(signer?.publicKey ?? 'none'))).toBe(true);
    for (const text of texts) expect(text).not.toContain(signer?.privateKey);
    await services.close();
  });
});
