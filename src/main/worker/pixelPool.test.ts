import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import { openPixelPool, type PixelPool } from './pixelPool';

/** A thread that draws nothing: its bytes name the sample and the thread, its answers come in the order of a real one. */
const THREAD = `
const { parentPort, workerData, threadId } = require('node:worker_threads');
if (workerData.codecsDir === 'missing') parentPort.postMessage({ type: 'failed', taskId: null, error: { code: 'set-up-incomplete', message: 'no codecs' } });
else parentPort.postMessage({ type: 'ready' });
parentPort.on('message', ({ taskId, task: { identityIndex, sampleIndexes } }) => {
  if (identityIndex === 97) throw new Error('thread broke');
  if (identityIndex === 98) process.exit(3);
  if (identityIndex === 99) return parentPort.postMessage({ type: 'failed', taskId, error: { code: 'invalid-input', message: 'bad factors' } });
  if (identityIndex === 96) for (;;);
  const samples = sampleIndexes.map((sampleIndex) => ({
    identityIndex, sampleIndex, bytes: new Uint8Array([identityIndex, sampleIndex]), sha256: '', widthPx: 1, heightPx: 1,
    partnerIndex: -1, weight: 1, numbers: { threadId },
  }));
  parentPort.postMessage({ type: 'rendered', taskId, samples }, samples.map((sample) => sample.bytes.buffer));
});
`;

const recipe = GenerateRecipe.parse({ identities: 100, samples: 2 });
let folder: string;
let pool: PixelPool | null = null;
const open = (threadCount: number, codecsDir = ''): PixelPool => {
  pool = openPixelPool({
    threadScript: join(folder, 'thread.cjs'),
    threadCount,
    setup: { recipe, candidates: null, headModelDir: '', codecsDir },
  });
  return pool;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-pool-'));
  await writeFile(join(folder, 'thread.cjs'), THREAD);
});
afterEach(() => pool?.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('pixel pool', () => {
  it('answers each task with its own samples, in order, whatever thread drew them', async () => {
    const both = open(2);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => both.render({ identityIndex: index, sampleIndexes: [1, 0] })),
    );
    for (const [index, samples] of answers.entries())
      expect(samples.map((sample) => [...sample.bytes])).toEqual([
        [index, 1],
        [index, 0],
      ]);
    expect(new Set(answers.flat().map((sample) => sample.numbers['threadId'])).size).toBeLessThanOrEqual(2);
  });

  it('draws what was asked for one identity in one go, so that it is built once', async () => {
    const one = open(1);
    const order: number[] = [];
    await Promise.all(
      [0, 1, 0, 1].map(async (identityIndex) => {
        await one.render({ identityIndex, sampleIndexes: [0] });
        order.push(identityIndex);
      }),
    );
    expect(order).toEqual([0, 0, 1, 1]);
  });

  it('hands on what a thread could not draw, and goes on with the next task', async () => {
    const one = open(1);
    await expect(one.render({ identityIndex: 99, sampleIndexes: [0] })).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'bad factors',
    });
    expect(await one.render({ identityIndex: 1, sampleIndexes: [0] })).toHaveLength(1);
  });

  it.each([
    [97, 'internal'],
    [98, 'worker-crashed'],
  ])('gives up every task when a thread breaks (identity %d → %s)', async (identityIndex, code) => {
    const one = open(1);
    const broken = one.render({ identityIndex, sampleIndexes: [0] });
    const waiting = one.render({ identityIndex: 1, sampleIndexes: [0] });
    await expect(broken).rejects.toMatchObject({ code });
    await expect(waiting).rejects.toMatchObject({ code });
    await expect(one.render({ identityIndex: 1, sampleIndexes: [0] })).rejects.toMatchObject({ code });
  });

  it('says why a thread could not start', async () => {
    const one = open(1, 'missing');
    await expect(one.render({ identityIndex: 1, sampleIndexes: [0] })).rejects.toMatchObject({
      code: 'set-up-incomplete',
    });
  });

  it('closes at once in the middle of a task', async () => {
    const one = open(1);
    const stuck = one.render({ identityIndex: 96, sampleIndexes: [0] });
    const closing = one.close();
    await expect(stuck).rejects.toMatchObject({ code: 'cancelled' });
    await closing;
  });
});
