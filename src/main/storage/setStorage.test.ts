import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { newSetId } from '../platform/newId';
import { addSet, infoOf, rowOf } from './library.testing';
import { samplesDir, setDir, setFile } from './libraryPaths';
import { readSampleRows, readSamplesArrow, readSampleTable, shardName } from './sampleTable';
import { createSet, listSets, readSetInfo, updateSetInfo } from './setStore';
import { openSetWriter } from './setWriter';

const request = { identities: 3, samples: 4 };

describe('sets', () => {
  it('open one by one: a damaged set.json is named and the others are there', async () => {
    const library = await temporaryFolder();
    const good = await addSet(library, request);
    const bad = await addSet(library, request);
    await writeFile(setFile(library, bad), '{"schema": 1, "id": 3}');
    const { infos, faults } = await listSets(library);
    expect(infos.map(({ id }) => id)).toEqual([good]);
    expect(faults).toEqual([{ setId: bad, message: expect.stringContaining(setFile(library, bad)) as string }]);
    await expect(readSetInfo(library, bad)).rejects.toMatchObject({
      code: 'corrupt-data',
      place: setFile(library, bad),
    });
  });

  it('are made once: again with the same kind changes nothing, with another kind is a conflict', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, request);
    const before = await readSetInfo(library, id);
    await createSet(library, infoOf(id, request));
    expect(await readSetInfo(library, id)).toEqual(before);
    await expect(createSet(library, infoOf(id, { ...request, kind: 'real' }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('keep a change of their name and refuse a folder copied under another id', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, request);
    await updateSetInfo(library, id, (info) => ({ ...info, name: 'Renamed' }));
    expect((await readSetInfo(library, id)).name).toBe('Renamed');
    await writeFile(setFile(library, id), JSON.stringify(infoOf(newSetId(), request)));
    await expect(readSetInfo(library, id)).rejects.toMatchObject({ code: 'corrupt-data' });
  });
});

describe('the set writer', () => {
  it('gives back exactly what was put in, counted, in order', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, {
      ...request,
      partnerOf: (identity, sample) => (sample === 1 ? 2 - identity : -1),
    });
    const rows = await readSampleRows(library, id);
    expect(rows).toHaveLength(12);
    const own = { ...request, partnerOf: (i: number, s: number) => (s === 1 ? 2 - i : -1) };
    for (const [i, row] of rows.entries()) {
      const { row: expected } = rowOf(Math.floor(i / 4), i % 4, own);
      expect(row).toEqual({ ...expected, weight: Math.fround(expected.weight) });
    }
    expect(await readSetInfo(library, id)).toMatchObject({
      state: 'complete',
      counts: { identities: 3, samples: 12, sizeBytes: 12 * 64 },
    });
  });

  it('shows a batch only when it is whole, and writes an unfinished one again', async () => {
    const library = await temporaryFolder();
    const id = newSetId();
    await createSet(library, infoOf(id, request));
    const { row, file } = rowOf(0, 0);
    const first = await openSetWriter(library, id);
    await first.commitBatch(4, [row], [file]);
    // As a kill leaves it: an image of the next batch is half written, its table is a temporary file.
    await writeFile(join(setDir(library, id), 'images', '00001', '0001.jpg'), 'half');
    await writeFile(join(samplesDir(library, id), `${shardName(5)}.abc.tmp`), 'half');
    expect(await readSampleRows(library, id)).toHaveLength(1);

    const second = await openSetWriter(library, id);
    expect([...second.committedBatches]).toEqual([4]);
    const next = rowOf(0, 1);
    await second.commitBatch(5, [next.row], [next.file]);
    expect(await readFile(join(setDir(library, id), next.file.path))).toEqual(Buffer.from(next.file.bytes));
    expect(await readdir(samplesDir(library, id))).toEqual([shardName(4), shardName(5)]);
    await expect(second.commitBatch(5, [next.row], [next.file])).rejects.toMatchObject({ code: 'conflict' });
  });

  it('refuses rows that do not describe their bytes, and files outside of images/', async () => {
    const library = await temporaryFolder();
    const id = newSetId();
    await createSet(library, infoOf(id, request));
    const writer = await openSetWriter(library, id);
    const { row, file } = rowOf(0, 0);
    const refused = expect.objectContaining({ code: 'invalid-input' }) as unknown;
    await expect(writer.commitBatch(0, [{ ...row, sha256: '0'.repeat(64) }], [file])).rejects.toEqual(refused);
    await expect(writer.commitBatch(0, [row], [])).rejects.toEqual(refused);
    const escape = { ...file, path: 'images/../../../x.jpg' };
    await expect(writer.commitBatch(0, [{ ...row, file: escape.path }], [escape])).rejects.toEqual(refused);
    expect(writer.committedBatches.size).toBe(0);
  });

  it('needs the set', async () => {
    await expect(openSetWriter(await temporaryFolder(), newSetId())).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the sample table', () => {
  it('is sorted by identity and sample whatever the order of batches', async () => {
    const library = await temporaryFolder();
    const id = newSetId();
    await createSet(library, infoOf(id, request));
    const writer = await openSetWriter(library, id);
    for (const [batch, identity] of [2, 0, 1].entries()) {
      const { row, file } = rowOf(identity, 0, request);
      await writer.commitBatch(batch, [row], [file]);
    }
    const rows = await readSampleRows(library, id);
    expect(rows.map(({ identityIndex }) => identityIndex)).toEqual([0, 1, 2]);
    expect(rows).toEqual([0, 1, 2].map((identity) => rowOf(identity, 0, request).row));
  });

  it('joins parts that measured different numbers', async () => {
    const library = await temporaryFolder();
    const id = newSetId();
    await createSet(library, infoOf(id, request));
    const writer = await openSetWriter(library, id);
    for (const [batch, numbers] of [{ a: 1 }, { b: 2 }].entries()) {
      const { row, file } = rowOf(batch, 0, request);
      await writer.commitBatch(batch, [{ ...row, numbers }], [file]);
    }
    expect((await readSampleRows(library, id)).map(({ numbers }) => numbers)).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('goes to the window as one Arrow stream with the agreed columns', async () => {
    const library = await temporaryFolder();
    const table = tableFromIPC(await readSamplesArrow(library, await addSet(library, request)));
    expect(table.numRows).toBe(12);
    expect(table.batches).toHaveLength(1);
    expect(table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`)).toEqual([
      'id Utf8',
      'identityIndex Int32',
      'sampleIndex Int32',
      'identityName Dictionary<Int32, Utf8>',
      'file Utf8',
      'sha256 Utf8',
      'widthPx Int32',
      'heightPx Int32',
      'sizeBytes Int32',
      'partnerIndex Int32',
      'weight Float32',
      'source Utf8',
      'n.yawDeg Float32',
    ]);
    expect(table.get(5)?.toJSON()).toMatchObject({ id: 'i000001s0001', identityName: '00002', 'n.yawDeg': 1.5 });
  });

  it('of an empty set has no rows', async () => {
    const library = await temporaryFolder();
    const id = newSetId();
    await createSet(library, infoOf(id, request));
    expect(await readSampleRows(library, id)).toEqual([]);
    expect(tableFromIPC(await readSamplesArrow(library, id)).numRows).toBe(0);
  });

  it('takes a batch that came to nothing', async () => {
    const library = await temporaryFolder();
    const id = newSetId();
    await createSet(library, infoOf(id, request));
    const writer = await openSetWriter(library, id);
    const { row, file } = rowOf(0, 0, request);
    await writer.commitBatch(0, [], []);
    await writer.commitBatch(1, [row], [file]);
    expect([...(await openSetWriter(library, id)).committedBatches]).toEqual([0, 1]);
    expect((await writer.finish()).counts.samples).toBe(1);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 30)],
    ['empty', () => Buffer.alloc(0)],
    ['noise', (bytes: Buffer) => Buffer.alloc(bytes.length, 7)],
    [
      'with an id that does not fit',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('i000000s0000', 'i000009s0000'), 'latin1'),
    ],
  ])('names a part that is %s, and shows the rest', async (_, damage) => {
    const library = await temporaryFolder();
    const id = await addSet(library, { ...request, finish: false });
    const shard = join(samplesDir(library, id), shardName(0));
    await writeFile(shard, damage(await readFile(shard)));
    await expect(readSampleRows(library, id)).rejects.toMatchObject({ code: 'corrupt-data', place: shard });
    const { columns, faults } = await readSampleTable(library, id, { tolerant: true });
    expect(columns.count).toBe(6);
    expect(faults[0]).toContain(shard);
  });

  it('refuses one sample twice', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, { ...request, finish: false });
    const folder = samplesDir(library, id);
    await writeFile(join(folder, shardName(9)), await readFile(join(folder, shardName(0))));
    await expect(readSampleRows(library, id)).rejects.toMatchObject({ code: 'corrupt-data', place: folder });
  });

  it('uses the joined copy only while it fits its parts and its hash', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, request);
    const folder = samplesDir(library, id);
    const merged = (await readdir(folder)).filter((name) => name.startsWith('merged-'));
    expect(merged).toHaveLength(1);
    await writeFile(join(folder, merged[0]), 'damaged');
    expect(await readSampleRows(library, id)).toHaveLength(12);
    const writer = await openSetWriter(library, id);
    const { row, file } = rowOf(3, 0, request);
    await writer.commitBatch(100, [row], [file]);
    expect(await readSampleRows(library, id)).toHaveLength(13);
    await writer.finish();
    const renewed = (await readdir(folder)).filter((name) => name.startsWith('merged-'));
    expect(renewed).toHaveLength(1);
    await rm(join(folder, shardName(100)));
    expect(await readSampleRows(library, id)).toHaveLength(12);
  });
});
