import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportFormat } from '@shared/domain/exportFormat';
import { sha256Hex } from '../platform/hash';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { setDir } from '../storage/libraryPaths';
import { buildWorker, type BuiltWorker } from './buildWorker.testing';
import { openImageThreads } from './imageThreads';
import { createExportRunner } from './runners/export';
import { surroundings, synLibrary, synSpec, tree } from './runners/export.testing';

let built: BuiltWorker;
beforeAll(async () => {
  built = await buildWorker();
});
afterAll(() => built.remove());

const openPool = () => openImageThreads(built.imageThreadScript, 3);
const threaded = createExportRunner({ openPool });
const alone = createExportRunner();
/** More than the runner does by itself, in several batches. */
const LARGE = { identities: 60, samples: 10 };
const specOf = (setId: Parameters<typeof synSpec>[0], format: ExportFormat = 'folder') =>
  synSpec(setId, { syn: { setId, samples: 10 }, name: 'Large', format });

describe('an export on threads', () => {
  it.each<ExportFormat>(['folder', 'webdataset'])('has the bytes of one without them: %s', async (format) => {
    const { library, setId } = await synLibrary(LARGE);
    const spec = specOf(setId, format);
    const filesOf = async (runner: typeof alone): Promise<Map<string, string>> => {
      const { context, place } = surroundings(library);
      const { exportDir } = await runner(spec, context, place);
      const files = new Map<string, string>();
      for (const path of await tree(exportDir ?? ''))
        files.set(path, sha256Hex(await readFile(join(exportDir ?? '', path))));
      await rm(exportDir ?? '', { recursive: true });
      return files;
    };
    const expected = await filesOf(alone);
    const found = await filesOf(threaded);
    expect([...found.keys()]).toEqual([...expected.keys()]);
    const dated = /^(dataset\.json|DATACARD\.|README\.txt|croissant\.json|audit\.jsonl|signature)/;
    const same = [...expected].filter(([path]) => !dated.test(path));
    expect(same.length).toBeGreaterThan(format === 'folder' ? 600 : 1);
    for (const [path, sha256] of same) expect(`${path} ${found.get(path)}`).toBe(`${path} ${sha256}`);
  });

  it('names the first image that is not what the table says, and goes on when it is', async () => {
    const { library, setId } = await synLibrary(LARGE);
    const images = join(setDir(library, setId), 'images');
    const [first, later] = [join(images, '00030', '0002.jpg'), join(images, '00050', '0000.jpg')];
    const stored = await Promise.all([first, later].map((path) => readFile(path)));
    for (const path of [first, later]) await writeFile(path, 'changed');
    const { context, place } = surroundings(library);
    await expect(threaded(specOf(setId), context, place)).rejects.toMatchObject({ code: 'corrupt-data', place: first });
    for (const [nth, path] of [first, later].entries()) await writeFile(path, stored[nth] ?? '');
    const { exportDir } = await threaded(specOf(setId), context, place);
    expect((await tree(join(exportDir ?? '', 'images'))).length).toBe(600);
  });

  it('is cancelled between two batches', async () => {
    const { library, setId } = await synLibrary(LARGE);
    const { context, place, signal } = surroundings(library);
    const stopping = createExportRunner({
      openPool: () => {
        const pool = openPool();
        return {
          width: pool.width,
          run: (batch) => {
            signal.aborted = true;
            return pool.run(batch);
          },
          release: (done) => {
            pool.release(done);
          },
          hashFile: (path) => pool.hashFile(path),
          close: () => pool.close(),
        };
      },
    });
    await expect(stopping(specOf(setId), context, place)).rejects.toMatchObject({ code: 'cancelled' });
    signal.aborted = false;
    expect((await threaded(specOf(setId), context, place)).exportDir).toMatch(/Large$/);
  });
});

describe('image threads', () => {
  it('tell a hash, an error of the system with its file, and that they are closed', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'a');
    await writeFile(file, 'abc');
    const pool = openPool();
    // FIPS 180-2, appendix B.1.
    expect(await pool.hashFile(file)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    await expect(pool.hashFile(join(folder, 'b'))).rejects.toMatchObject({ place: join(folder, 'b') });
    const batch = { from: [file], sha256: [''], sizeBytes: [4], mark: [null], to: null, isResumed: false };
    await expect(pool.run(batch)).rejects.toMatchObject({ code: 'corrupt-data', place: file });
    await pool.close();
    await expect(pool.hashFile(file)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
