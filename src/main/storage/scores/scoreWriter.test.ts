import { createHash } from 'node:crypto';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SetId } from '@shared/domain/ids';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { addSet, consentRecord, giveConsent, rowOf } from '../library.testing';
import { openSetWriter } from '../setWriter';
import { listScoreFolders } from './scoreFolders';
import { openEmbeddingBytes } from './embeddingBytes';
import { readEmbeddings } from './readEmbeddings';
import { readScores } from './readScores';
import { listShards } from './scoreShards';
import { madeUpRows, openMadeUp, scoreMadeUp, SMALL_JUDGE } from './scores.testing';
import { rowsOfBatch } from './scoreWriter';

let library: string;
let setId: SetId;
const request = { identities: 4, samples: 3 };

beforeEach(async () => {
  library = await temporaryFolder();
  setId = await addSet(library, request);
});

async function bytesOf(folder: string): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const name of (await readdir(folder)).sort())
    if (name.endsWith('.arrow'))
      hashes.set(name, createHash('sha256').update(await readFile(join(folder, name))).digest('hex')); // prettier-ignore
  return hashes;
}

async function smallOf(keeps = false): Promise<Int8Array> {
  const { pieces } = await openEmbeddingBytes(library, setId, 'small', { keeps });
  const all: number[] = [];
  for await (const piece of pieces()) all.push(...new Int8Array(piece.buffer));
  return Int8Array.from(all);
}

describe('scores of a set', () => {
  it('have bytes beside the embeddings, which are made again when they are gone or damaged', async () => {
    await scoreMadeUp(library, setId, { scorer: 'judge', failed: [0, 5, 11] });
    const wanted = await smallOf();
    const [{ path }] = await listScoreFolders(library, setId);
    const files = (await readdir(path)).filter((name) => name.endsWith('.i8')).sort();
    expect(files).toHaveLength(4);
    await rm(join(path, files[1] ?? ''));
    const [, , third = ''] = files;
    const whole = await readFile(join(path, third));
    await writeFile(join(path, third), whole.subarray(0, whole.length - 1));
    expect(await smallOf()).toEqual(wanted);
    expect(await readdir(path)).not.toContain(files[1]);
    expect(await smallOf(true)).toEqual(wanted);
    expect((await readdir(path)).filter((name) => name.endsWith('.i8')).sort()).toEqual(files);
    expect(await readFile(join(path, third))).toEqual(whole);
    // Without the scores they came from they say nothing.
    const [shard] = await listShards(path);
    await rm(shard.path);
    expect([...(await smallOf()).subarray(0, 12)]).toEqual(Array.from({ length: 12 }, () => 0));
    expect([...(await smallOf()).subarray(12)]).toEqual([...wanted.subarray(12)]);
  });

  it('come back in the order of the sample table, and without those that failed', async () => {
    await scoreMadeUp(library, setId, { scorer: 'image', failed: [5] });
    const info = await scoreMadeUp(library, setId, { scorer: 'judge', failed: [5] });
    expect(info).toMatchObject({ state: 'complete', scored: 11, failed: 1, withoutConsent: 0 });
    const { reals, integers, sources, rows } = await readScores(library, setId, { judge: 'small' });
    const wanted = Array.from({ length: 12 }, (_, row) => (row === 5 ? Number.NaN : row));
    expect(rows).toBe(12);
    expect([...(reals.get('image.row') ?? [])]).toEqual(wanted);
    expect([...(integers.get('i.imageRow') ?? [])]).toEqual(wanted.map((row) => (Number.isNaN(row) ? -1 : row)));
    expect(sources.map(({ scorer }) => scorer)).toEqual(['image']);
    const { values, size } = await readEmbeddings(library, setId, 'small');
    const small = await smallOf();
    for (let row = 0; row < 12; row++) {
      const axis = [0, 1, 2, 3].map((k) => (row !== 5 && k === row % 4 ? 1 : 0));
      expect([...values.subarray(row * size, (row + 1) * size)]).toEqual(axis);
      expect([...small.subarray(row * size, (row + 1) * size)]).toEqual(axis.map((value) => 127 * value));
    }
    expect(small.length).toBe(12 * 4);
  });

  it('that were cut short go on with the same bytes', async () => {
    const whole = await scoreMadeUp(library, setId, { scorer: 'judge' });
    const [{ path }] = await listScoreFolders(library, setId);
    const wanted = await bytesOf(path);
    const other = await addSet(library, request);
    const { writer, samples } = await openMadeUp(library, other, { scorer: 'judge' });
    await writer.commit(1, madeUpRows(samples, rowsOfBatch(samples, 3, 1), 'judge'));
    // What a killed process leaves besides.
    await writeFile(join(writer.path, 'batch-00002-0123456789abcdef.arrow.abc.tmp'), 'half');
    const [folder] = await listScoreFolders(library, other);
    expect(folder.info).toMatchObject({ state: 'partial', failed: 0 });
    expect((await openMadeUp(library, other, { scorer: 'judge' })).writer.isCommitted(1)).toBe(true);
    const resumed = await scoreMadeUp(library, other, { scorer: 'judge', jobId: 'job_later' });
    expect(await bytesOf(writer.path)).toEqual(wanted);
    expect(resumed.scored).toBe(whole.scored);
    expect((await readdir(writer.path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('are made again where a part is damaged, and only there', async () => {
    await scoreMadeUp(library, setId, { scorer: 'image' });
    const [{ path }] = await listScoreFolders(library, setId);
    const before = await bytesOf(path);
    const [, second] = await listShards(path);
    await writeFile(second.path, 'no table');
    expect([...((await readScores(library, setId)).reals.get('image.row') ?? [])].slice(3, 6)).toEqual(
      [Number.NaN, Number.NaN, Number.NaN], // prettier-ignore
    );
    const { writer } = await openMadeUp(library, setId, { scorer: 'image' });
    expect([0, 1, 2, 3].map((batch) => writer.isCommitted(batch))).toEqual([true, false, true, true]);
    await scoreMadeUp(library, setId, { scorer: 'image' });
    expect(await bytesOf(path)).toEqual(before);
  });

  it('of a set that has grown are kept where the samples are the same', async () => {
    await scoreMadeUp(library, setId, { scorer: 'image' });
    const set = await openSetWriter(library, setId);
    const more = [0, 1, 2].map((sample) => rowOf(4, sample, { ...request, identities: 5 }));
    await set.commitBatch(7, more.map(({ row }) => row), more.map(({ file }) => file)); // prettier-ignore
    expect((await readScores(library, setId)).reals.size).toBe(0);
    const { writer, batches } = await openMadeUp(library, setId, { scorer: 'image' });
    expect(Array.from({ length: batches }, (_, batch) => writer.isCommitted(batch))).toEqual([true, true, true, true, false]); // prettier-ignore
  });

  it('try missing pictures again', async () => {
    await scoreMadeUp(library, setId, { scorer: 'image', failed: [4] });
    const { writer } = await openMadeUp(library, setId, { scorer: 'image' });
    expect([writer.isComplete, writer.isCommitted(0), writer.isCommitted(1)]).toEqual([false, true, false]);
    expect(await scoreMadeUp(library, setId, { scorer: 'image' })).toMatchObject({ scored: 12, failed: 0 });
  });

  it('of two judges lie side by side, and are never mixed', async () => {
    await scoreMadeUp(library, setId, { scorer: 'judge' });
    const other = { ...SMALL_JUDGE, key: 'other' };
    await scoreMadeUp(library, setId, { scorer: 'judge', judge: other, failed: [0] });
    expect((await listScoreFolders(library, setId)).map(({ info }) => info.judge?.key).sort()).toEqual(['other', 'small']); // prettier-ignore
    expect((await readEmbeddings(library, setId, 'small')).values[0]).toBe(1);
    expect((await readEmbeddings(library, setId, 'other')).values[0]).toBe(0);
    await expect(readEmbeddings(library, setId, 'third')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('replace those of the same judge with other weights', async () => {
    await scoreMadeUp(library, setId, { scorer: 'judge' });
    await scoreMadeUp(library, setId, { scorer: 'image' });
    await scoreMadeUp(library, setId, { scorer: 'judge', judge: { ...SMALL_JUDGE, weightsSha256: 'b'.repeat(64) } });
    const left = await listScoreFolders(library, setId);
    expect(left.map(({ info }) => [info.scorer, info.judge?.weightsSha256[1] ?? '']).sort()).toEqual([
      ['image', ''],
      ['judge', 'b'],
    ]);
  });
});

describe('a real set', () => {
  it('has scores only of people who allow evaluation today', async () => {
    const real = await addSet(library, { kind: 'real', identities: 2, samples: 2, names: ['ana', 'bo'] });
    await giveConsent(library, real, [consentRecord('ana'), consentRecord('bo')]);
    await scoreMadeUp(library, real, { scorer: 'judge' });
    await giveConsent(library, real, [consentRecord('bo', { status: 'withdrawn' })]);
    // What was known of both is not shown any more, not even of ana, until it is looked over again.
    await expect(readEmbeddings(library, real, 'small')).rejects.toMatchObject({ code: 'not-found' });
    const info = await scoreMadeUp(library, real, { scorer: 'judge' });
    expect(info).toMatchObject({ scored: 2, withoutConsent: 2 });
    const { values } = await readEmbeddings(library, real, 'small');
    expect([...values]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const [folder] = await listScoreFolders(library, real);
    expect(await listShards(folder.path)).toHaveLength(1);
  });
});
