import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { facesUrl } from '@shared/contract/addresses';
import { MAX_FACES_PER_BATCH, decodeFaceBatch } from '@shared/contract/faceBatch';
import { Failure } from '@shared/lib/failure';
import { createAppProtocol } from './appProtocol';
import type { ProtocolHandler } from './protocolAnswer';

const jpeg = (mark: number): Buffer => Buffer.from([0xff, 0xd8, 0xff, 0xe0, mark]);
const [FIRST, SECOND, NO_PICTURE, NO_FILE, UNKNOWN, NO_CONSENT, BROKEN] = Array.from(
  { length: 7 },
  (_unused, index) => `i000001s000${index}`,
) as [string, string, string, string, string, string, string];
let folder: string;
let ask: ProtocolHandler;
let looked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-faces-'));
  await writeFile(join(folder, FIRST), jpeg(1));
  await writeFile(join(folder, SECOND), jpeg(2));
  await writeFile(join(folder, NO_PICTURE), 'not a picture');
  ask = createAppProtocol(
    { rendererDir: folder, headModelDir: folder },
    {
      samplesArrow: () => Promise.reject(new Error('not asked for')),
      sampleTexts: () => Promise.reject(new Error('not asked for')),
      scoresArrow: () => Promise.reject(new Error('not asked for')),
      embeddings: () => Promise.reject(new Error('not asked for')),
      mapPointsArrow: () => Promise.reject(new Error('not asked for')),
      sampleFile: (setId, id) => {
        looked.push(`${setId}/${id}`);
        if (id === UNKNOWN) return Promise.reject(new Failure({ code: 'not-found', message: 'no such sample' }));
        if (id === NO_CONSENT) return Promise.reject(new Failure({ code: 'no-consent', message: 'not agreed' }));
        if (id === BROKEN) return Promise.reject(new Failure({ code: 'io', message: 'the disk is broken' }));
        return Promise.resolve({ path: join(folder, id) });
      },
    },
  );
});
beforeEach(() => {
  looked = [];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const get = (address: string) => ask(new URL(address));

describe('app://outis/data/sets/…/faces', () => {
  it('sends the crops in the order asked, each looked up in the set, and lets nobody keep them', async () => {
    const { status, headers, body } = await get(facesUrl('ds_ab12', [SECOND, FIRST]));
    expect([status, headers['Cache-Control']]).toEqual([200, 'no-store']);
    expect(decodeFaceBatch(new Uint8Array(body), 2).map((bytes) => bytes[4])).toEqual([2, 1]);
    expect(looked).toEqual([`ds_ab12/${SECOND}`, `ds_ab12/${FIRST}`]);
  });

  it('leaves empty what is missing, not consented or no picture', async () => {
    const { body } = await get(facesUrl('ds_ab12', [UNKNOWN, NO_CONSENT, FIRST, NO_FILE, NO_PICTURE]));
    const lengths = decodeFaceBatch(new Uint8Array(body), 5).map(({ length }) => length);
    expect(lengths).toEqual([0, 0, 5, 0, 0]);
  });

  it('does not hide that reading failed', async () => {
    await expect(get(facesUrl('ds_ab12', [FIRST, BROKEN]))).rejects.toThrow('the disk is broken');
  });

  const many = (count: number): string[] => Array<string>(count).fill(FIRST);
  it('takes as many as a batch holds, not one more', async () => {
    expect((await get(facesUrl('ds_ab12', many(MAX_FACES_PER_BATCH)))).status).toBe(200);
    looked = [];
    expect((await get(facesUrl('ds_ab12', many(MAX_FACES_PER_BATCH + 1)))).status).toBe(400);
    expect(looked).toEqual([]);
  });

  it.each([
    'app://outis/data/sets/ds_ab12/faces',
    'app://outis/data/sets/ds_ab12/faces?ids=',
    `app://outis/data/sets/ds_ab12/faces?ids=${FIRST},`,
    `app://outis/data/sets/ds_ab12/faces?ids=${FIRST},i1s2`,
    'app://outis/data/sets/ds_ab12/faces?ids=..%2f..%2fset.json',
    `app://outis/data/sets/ds_ab12/faces?ids=${FIRST}&ids=${FIRST}`,
    `app://outis/data/sets/ds_ab12/faces?ids=${FIRST}&path=x`,
    `app://outis/data/sets/ds_AB-12/faces?ids=${FIRST}`,
    `app://outis/data/sets/lib_ab12/faces?ids=${FIRST}`,
  ])('refuses %s before anything is looked up', async (address) => {
    expect((await get(address)).status).toBe(400);
    expect(looked).toEqual([]);
  });
});
