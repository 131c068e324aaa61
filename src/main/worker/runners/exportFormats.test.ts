import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, type ExportFormat } from '@shared/domain/exportFormat';
import { openLmdb } from '../../formats/lmdb/lmdbReader';
import type { DatasetReader } from '../../formats/packs/datasetReader';
import { openDataset } from '../../formats/packs/openDataset';
import { openWriterFor } from '../../formats/packs/openWriter';
import { readMark } from '../../formats/marks/markImage';
import { openVerificationBin } from '../../formats/verification/verificationReader';
import { sha256Hex } from '../../platform/hash';
import { createExportRunner } from './export';
import { datasetOf, manifestOf, run, surroundings, synLibrary, synSpec, tree } from './export.testing';

const never = { aborted: false };
/** A plain folder is no dataset format of its own: the face tree walks it, as export.test.ts does. */
const READ_BACK = EXPORT_FORMATS.filter((format) => format !== 'folder');
const PACKS = READ_BACK.filter((format) => openWriterFor(format) !== null);

const mixed = { partnerOf: (identity: number, sample: number) => (sample === 0 ? (identity + 1) % 4 : -1) };

async function readBack(reader: DatasetReader): Promise<{ sha256: string; label: number | null }[]> {
  const images: { sha256: string; label: number | null }[] = [];
  for await (const { bytes, label } of reader.images(never)) images.push({ sha256: sha256Hex(bytes), label });
  return images.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

async function opened(directory: string, format: ExportFormat): Promise<DatasetReader> {
  const place = openWriterFor(format) === null && format !== 'hf-folder' ? join(directory, 'images') : directory;
  const reader = (await openLmdb(place)) ?? (await openDataset(place));
  if (reader === null) throw new Error(`nothing opens the ${format} export`);
  return reader;
}

describe.each(READ_BACK)('an export as %s', (format) => {
  it('holds each image with its mark under its class, says where, and has the papers beside it', async () => {
    const { library, setId } = await synLibrary(mixed);
    const { context, place, progress } = surroundings(library);
    const { exportDir } = await run(synSpec(setId, { format }), context, place);
    const directory = exportDir ?? '';
    const manifest = await manifestOf(directory);
    expect(manifest).toHaveLength(12);
    const images = await readBack(await opened(directory, format));
    expect(images).toEqual(
      manifest.map(({ sha256, label }) => ({ sha256, label })).sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
    );
    for (const { path, entry, unmarkedSha256 } of manifest) {
      expect((await stat(join(directory, path))).isFile()).toBe(true);
      expect(entry === undefined).toBe(openWriterFor(format) === null);
      expect(unmarkedSha256).toHaveLength(64);
    }
    expect(await datasetOf(directory)).toMatchObject({ format, isMarked: true, classCount: 4, seed: 0 });
    expect(progress.filter(({ phase }) => phase === 'copy').at(-1)).toMatchObject({ done: 12, total: 12 });
    const readme = await readFile(join(directory, 'README.txt'), 'utf8');
    expect(readme).toContain('4 classes in all');
  });

  it('without marks has the stored bytes, and the reason in papers and log', async () => {
    const { library, setId } = await synLibrary();
    const { context, place } = surroundings(library);
    const spec = synSpec(setId, { format, unmarkedReason: 'The customer’s loader refuses XMP' });
    const directory = (await run(spec, context, place)).exportDir ?? '';
    expect((await manifestOf(directory)).every(({ unmarkedSha256 }) => unmarkedSha256 === undefined)).toBe(true);
    for await (const { bytes } of (await opened(directory, format)).images(never)) expect(readMark(bytes)).toBeNull();
    expect(await datasetOf(directory)).toMatchObject({
      isMarked: false,
      unmarkedReason: 'The customer’s loader refuses XMP',
    });
    expect(await readFile(join(library, 'audit.jsonl'), 'utf8')).toContain('refuses XMP');
  });
});

describe.each(PACKS)('a pack as %s', (format) => {
  const dyingWriter = (after: number, error: Error) => {
    return (wanted: ExportFormat) => {
      const open = openWriterFor(wanted);
      if (open === null) return null;
      return async (...args: Parameters<typeof open>) => {
        const writer = await open(...args);
        let written = 0;
        const add: typeof writer.add = (image) => {
          if (written++ === after) throw error;
          return writer.add(image);
        };
        return { add, finish: () => writer.finish(), abort: () => writer.abort() };
      };
    };
  };

  it('that was killed ends, begun anew, with the same bytes', async () => {
    const { library, setId } = await synLibrary();
    const whole = surroundings(library);
    const into = (name: string) => synSpec(setId, { name: 'P', into: join(library, name), format });
    const expected = (await run(into('a'), whole.context, whole.place)).exportDir ?? '';
    const { context, place } = surroundings(library);
    const dying = createExportRunner({ openWriter: dyingWriter(7, new Error('killed')) });
    await expect(dying(into('b'), context, place)).rejects.toThrow('killed');
    const directory = (await run(into('b'), context, place)).exportDir ?? '';
    expect(await tree(directory)).toEqual(await tree(expected));
    for (const path of new Set((await manifestOf(directory)).map((line) => line.path)))
      expect(await readFile(join(directory, path))).toEqual(await readFile(join(expected, path)));
    expect((await datasetOf(directory)).manifestSha256).toBe((await datasetOf(expected)).manifestSha256);
  });

  it('says that the disk is full, and leaves nothing under its name', async () => {
    const { library, setId } = await synLibrary();
    const { context, place } = surroundings(library);
    const full = dyingWriter(3, Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    const spec = synSpec(setId, { format });
    await expect(createExportRunner({ openWriter: full })(spec, context, place)).rejects.toMatchObject({
      code: 'disk-full',
    });
    expect((await readdir(join(library, 'exports'))).every((name) => name.startsWith('.'))).toBe(true);
  });

  it('is cancelled between two images and leaves nothing under its name', async () => {
    const { library, setId } = await synLibrary();
    const { context, place, signal } = surroundings(library);
    const stopping = { ...context, progress: () => void (signal.aborted = true) };
    await expect(run(synSpec(setId, { format }), stopping, place)).rejects.toMatchObject({ code: 'cancelled' });
    expect((await readdir(join(library, 'exports'))).every((name) => name.startsWith('.'))).toBe(true);
  });
});

describe('an export for a reader', () => {
  it('has the pairs as a verification file, with the marked images in the order of pairs.txt', async () => {
    const { library, setId } = await synLibrary({ identities: 24, samples: 3 });
    const { context, place } = surroundings(library);
    const spec = synSpec(setId, { pairsPerFold: 2, verificationBin: true, format: 'recordio' });
    const directory = (await run(spec, context, place)).exportDir ?? '';
    const path = join(directory, 'verification.bin');
    const { verification, pairs } = await datasetOf(directory);
    expect(verification).toEqual({ file: 'verification.bin', sha256: sha256Hex(await readFile(path)), pairs: 40 });
    expect(pairs).toMatchObject({ folds: 10, pairsPerFold: 2 });
    const byHash = new Map((await manifestOf(directory)).map(({ sha256, label }) => [sha256, label]));
    const reader = await openVerificationBin(path);
    const labels: (number | undefined)[] = [];
    for await (const { bytes } of reader.images(never)) labels.push(byHash.get(sha256Hex(bytes)));
    const same = Array.from({ length: 40 }, (_, pair) => labels[2 * pair] === labels[2 * pair + 1]);
    expect(labels).not.toContain(undefined);
    expect(same).toEqual(Array.from({ length: 40 }, (_, pair) => pair % 4 < 2));
  });

  it('by SynFace’s names carries soft labels though nothing is mixed', async () => {
    const { library, setId } = await synLibrary();
    const { context, place } = surroundings(library);
    const directory = (await run(synSpec(setId, { naming: 'synface' }), context, place)).exportDir ?? '';
    expect((await manifestOf(directory))[3]?.path).toBe('images/00002/001_00002x1.000_(00002)x0.000.jpg');
  });
});
