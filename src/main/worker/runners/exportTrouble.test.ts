import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExportSpec } from '@shared/domain/jobs';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { readAudit } from '../../storage/auditLog';
import { openJournal } from '../../storage/curationJournal';
import { addSet, consentRecord, giveConsent } from '../../storage/library.testing';
import { setDir } from '../../storage/libraryPaths';
import { readSampleRows } from '../../storage/sampleTable';
import { createExportRunner } from './export';
import { realDisk, type CopyDisk } from './export/storedImages';
import { datasetOf, manifestOf, run, surroundings, synLibrary, synSpec, tree } from './export.testing';

describe('an export that is stopped', () => {
  /** Dies, as a kill does, when this many files are written; the last one is only half there. */
  const dyingDisk = (after: number): CopyDisk => {
    let written = 0;
    return {
      ...realDisk,
      write: (path, bytes) => {
        if (written++ === after) {
          writeFileSync(path, bytes.subarray(0, 10));
          throw new Error('killed');
        }
        writeFileSync(path, bytes);
      },
    };
  };

  it('goes on where it stopped and ends alike, whatever was decided meanwhile', async () => {
    const { library, setId } = await synLibrary({ identities: 6 });
    const whole = surroundings(library);
    const { exportDir: expected } = await run(synSpec(setId, { name: 'whole' }), whole.context, whole.place);

    const { context, place } = surroundings(library);
    const spec = synSpec(setId, { name: 'resumed' });
    await expect(createExportRunner({ disk: dyingDisk(7) })(spec, context, place)).rejects.toThrow('killed');
    expect(await readdir(join(library, 'exports'))).not.toContain('resumed');
    const journal = await openJournal(library, setId);
    const [row] = await readSampleRows(library, setId);
    await journal.append({
      action: 'decide',
      decision: 'exclude',
      samples: [row.id],
      reason: null,
      note: '',
      who: 'x',
    });
    await journal.close();

    const writes: string[] = [];
    const watching: CopyDisk = {
      ...realDisk,
      write: (path, bytes) => {
        writes.push(path);
        writeFileSync(path, bytes);
      },
    };
    const { exportDir } = await createExportRunner({ disk: watching })(spec, context, place);
    expect(writes).toHaveLength(18 - 7);
    expect(await tree(exportDir!)).toEqual(await tree(expected!));
    for (const file of await tree(join(expected!, 'images')))
      expect(await readFile(join(exportDir!, 'images', file))).toEqual(await readFile(join(expected!, 'images', file)));
    expect(await readFile(join(exportDir!, 'manifest.jsonl'))).toEqual(
      await readFile(join(expected!, 'manifest.jsonl')),
    );
    expect(await datasetOf(exportDir!)).toEqual({
      ...(await datasetOf(expected!)),
      name: 'resumed',
      createdAt: (await datasetOf(exportDir!)).createdAt,
    });
  });

  it('by a cancel says so, and goes on later', async () => {
    const { library, setId } = await synLibrary();
    const { context, place, signal } = surroundings(library);
    signal.aborted = true;
    await expect(run(synSpec(setId), context, place)).rejects.toMatchObject({ code: 'cancelled' });
    signal.aborted = false;
    expect((await run(synSpec(setId), context, place)).exportDir).toMatch(/Syn_4_3$/);
  });

  it('after the last rename is simply done', async () => {
    const { library, setId } = await synLibrary();
    const { context, place } = surroundings(library);
    const first = await run(synSpec(setId), context, place);
    const again = await run(synSpec(setId), context, place);
    expect(again.exportDir).toBe(first.exportDir);
    expect((await readAudit(library)).lines).toHaveLength(1);
  });

  it('does not hand out a subject who has withdrawn meanwhile', async () => {
    const library = await temporaryFolder();
    const names = ['Ann', 'Bo', 'Cy'];
    const real = await addSet(library, { kind: 'real', identities: 3, samples: 2, names });
    await giveConsent(
      library,
      real,
      names.map((name) => consentRecord(name)),
    );
    const spec = ExportSpec.parse({ kind: 'export', name: 'R', real: { setId: real, samples: 2 }, pairsPerFold: 0 });
    const { context, place } = surroundings(library);
    await expect(createExportRunner({ disk: dyingDisk(5) })(spec, context, place)).rejects.toThrow('killed');
    await giveConsent(library, real, [consentRecord('Ann', { status: 'withdrawn' })]);
    const { exportDir } = await run(spec, context, place);
    expect(await readdir(join(exportDir!, 'images'))).toEqual(['00001_Bo', '00002_Cy']);
    expect(new Set((await manifestOf(exportDir!)).map(({ identity }) => identity))).toEqual(new Set(['Bo', 'Cy']));
  });
});

describe('an export is refused', () => {
  it('before work when the target exists, and nothing there is touched', async () => {
    const { library, setId } = await synLibrary();
    const target = join(library, 'exports', 'Syn_4_3');
    await mkdir(target, { recursive: true });
    await writeFile(join(target, 'mine'), '');
    const { context, place } = surroundings(library);
    await expect(run(synSpec(setId), context, place)).rejects.toMatchObject({ code: 'conflict', place: target });
    expect(await readdir(join(library, 'exports'))).toEqual(['Syn_4_3']);
    expect(await readdir(target)).toEqual(['mine']);
  });

  it('when an image is not what the table says, by its name', async () => {
    const { library, setId } = await synLibrary();
    const image = join(setDir(library, setId), 'images', '00003', '0002.jpg');
    const bytes = await readFile(image);
    await writeFile(image, Buffer.from(bytes.map((byte, i) => (i === 9 ? byte ^ 1 : byte))));
    const { context, place } = surroundings(library);
    const spec = synSpec(setId, { syn: { setId, samples: 5 } });
    await expect(run(spec, context, place)).rejects.toMatchObject({ code: 'corrupt-data', place: image });
    expect((await readdir(join(library, 'exports'))).every((name) => name.startsWith('.'))).toBe(true);
  });

  it('when the disk is full, and goes on once it is not', async () => {
    const { library, setId } = await synLibrary();
    let isFull = true;
    const disk: CopyDisk = {
      ...realDisk,
      write: (path, bytes) => {
        if (isFull && path.includes('00002')) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        writeFileSync(path, bytes);
      },
    };
    const { context, place } = surroundings(library);
    const runner = createExportRunner({ disk });
    await expect(runner(synSpec(setId), context, place)).rejects.toMatchObject({ code: 'disk-full' });
    isFull = false;
    expect((await runner(synSpec(setId), context, place)).exportDir).toMatch(/Syn_4_3$/);
  });

  it.each([
    ['more identities than there are', { identities: 5, samples: 3 }, /4 identities/],
    ['more samples than there are', { identities: null, samples: 6 }, /0 identities/],
  ])('with %s', async (_, part, message) => {
    const { library, setId } = await synLibrary();
    const { context, place } = surroundings(library);
    await expect(run(synSpec(setId, { syn: { setId, ...part } }), context, place)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(message) as string,
    });
  });

  it('for a set that is not complete, a set of the other kind, and subjects without consent', async () => {
    const { library, setId } = await synLibrary({ finish: false });
    const one = surroundings(library);
    await expect(run(synSpec(setId), one.context, one.place)).rejects.toMatchObject({ code: 'conflict' });
    const real = await addSet(library, { kind: 'real', identities: 1, samples: 3, names: ['Ann'] });
    await expect(run(synSpec(real), one.context, one.place)).rejects.toMatchObject({ code: 'invalid-input' });
    const spec = ExportSpec.parse({ kind: 'export', real: { setId: real, samples: 3 } });
    await expect(run(spec, one.context, one.place)).rejects.toMatchObject({ code: 'no-consent' });
  });
});
