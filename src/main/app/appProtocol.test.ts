import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppProtocol } from './appProtocol';
import type { ProtocolHandler } from './protocolAnswer';

let folder: string;
let ask: ProtocolHandler;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-app-'));
  await mkdir(join(folder, 'renderer/assets'), { recursive: true });
  await mkdir(join(folder, 'head-model'));
  await writeFile(join(folder, 'renderer/index.html'), '<title>Outis</title>');
  await writeFile(join(folder, 'renderer/assets/index.js'), 'export {}');
  await writeFile(join(folder, 'renderer/assets/notes.exe'), 'MZ');
  await writeFile(join(folder, 'secret.json'), '{}');
  await symlink(join(folder, 'secret.json'), join(folder, 'renderer/assets/link.json'));
  await writeFile(join(folder, 'head-model/head.json'), '{"vertices":1}');
  ask = createAppProtocol(
    { rendererDir: join(folder, 'renderer'), headModelDir: join(folder, 'head-model') },
    {
      samplesArrow: (setId, part) => Promise.resolve(new TextEncoder().encode(`${setId}${part ?? ''}`)),
      sampleTexts: (_setId, id) =>
        Promise.resolve({ file: `images/${id}.jpg`, sha256: 'a'.repeat(64), source: '', original: 'none' }),
      scoresArrow: (setId, judge = '') => Promise.resolve(new TextEncoder().encode(`${setId} ${judge}`)),
      embeddings: (setId, judge = '') => Promise.resolve(pieces(`${setId} ${judge}`, ' bytes')),
      mapPointsArrow: (mapId) => Promise.resolve(new TextEncoder().encode(mapId)),
      sampleFile: () => Promise.reject(new Error('not asked for')),
    },
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text));
}

const get = (address: string) => ask(new URL(address));

describe('app://outis', () => {
  it('serves the page with its policy, at / too', async () => {
    for (const address of ['app://outis/', 'app://outis/index.html']) {
      const { status, mimeType, headers, body } = await get(address);
      expect([status, mimeType]).toEqual([200, 'text/html']);
      expect(headers['Content-Security-Policy']).toContain("default-src 'none'");
      expect(headers['X-Content-Type-Options']).toBe('nosniff');
      expect(Buffer.from(body).toString()).toContain('Outis');
    }
  });

  it('serves scores and embeddings of the judge asked for, never from a cache', async () => {
    const scores = await get('app://outis/data/sets/ds_ab12cd34/scores.arrow?judge=run-x1');
    expect(Buffer.from(scores.body).toString()).toBe('ds_ab12cd34 run-x1');
    expect([scores.mimeType, scores.headers['Cache-Control']]).toEqual([
      'application/vnd.apache.arrow.stream',
      'no-store',
    ]);
    const embeddings = await get('app://outis/data/sets/ds_ab12cd34/embeddings.i8');
    const sent: Uint8Array[] = [];
    for await (const piece of embeddings.pieces ?? []) sent.push(piece);
    expect(Buffer.concat(sent).toString()).toBe('ds_ab12cd34  bytes');
    expect((await get('app://outis/data/sets/ds_ab12cd34/scores.arrow?judge=../x')).status).toBe(400);
    expect((await get('app://outis/data/sets/etc/embeddings.i8')).status).toBe(400);
  });

  it('serves a script as one', async () => {
    expect(await get('app://outis/assets/index.js')).toMatchObject({ status: 200, mimeType: 'text/javascript' });
  });

  it.each([
    'app://outis/assets/notes.exe',
    'app://outis/..%2fsecret.json',
    'app://outis/assets/link.json',
    'app://outis/assets',
    'app://other/index.html',
  ])('answers 404 to %s', async (address) => {
    expect((await get(address)).status).toBe(404);
  });

  it('hands a sample table over by id, never from a cache', async () => {
    const table = await get('app://outis/data/sets/ds_ab12/samples.arrow');
    expect(table.headers['Cache-Control']).toBe('no-store');
    expect(Buffer.from(table.body).toString()).toBe('ds_ab12');
    expect((await get('app://outis/data/sets/ds_AB-12/samples.arrow')).status).toBe(400);
    const places = await get('app://outis/data/sets/ds_ab12/samples.arrow?part=places');
    expect(new TextDecoder().decode(places.body)).toBe('ds_ab12places');
    expect((await get('app://outis/data/sets/ds_ab12/samples.arrow?part=texts')).status).toBe(400);
  });

  it('hands the texts of one sample over, and of none that is not named as one', async () => {
    const texts = await get('app://outis/data/sets/ds_ab12/texts?id=i000001s0002');
    expect(texts).toMatchObject({ status: 200, mimeType: 'application/json' });
    expect(JSON.parse(Buffer.from(texts.body).toString())).toMatchObject({ file: 'images/i000001s0002.jpg' });
    expect((await get('app://outis/data/sets/ds_ab12/texts?id=..')).status).toBe(400);
    expect((await get('app://outis/data/sets/ds_ab12/texts')).status).toBe(400);
  });

  it('hands the points of a map over by id, never from a cache', async () => {
    const points = await get('app://outis/data/maps/map_0123456789abcdef/points.arrow');
    expect(points.headers['Cache-Control']).toBe('no-store');
    expect(Buffer.from(points.body).toString()).toBe('map_0123456789abcdef');
    expect((await get('app://outis/data/maps/map_0123/points.arrow')).status).toBe(400);
  });

  it('serves the head model, and nothing else of its folder', async () => {
    expect(await get('app://outis/data/head-model/head.json')).toMatchObject({
      status: 200,
      mimeType: 'application/json',
    });
    await expect(get('app://outis/data/head-model/other.json')).rejects.toThrow('ENOENT');
  });
});
