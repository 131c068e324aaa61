import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import { newSetId } from '../../platform/newId';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { addSet, infoOf, rowOf } from '../library.testing';
import { createSet } from '../setStore';
import { openSetWriter } from '../setWriter';
import { exportFactors } from './exportFactors';
import { madeUpFactors } from './factors.testing';
import { samplesOf } from './factorTable';

const going = { aborted: false };

it('writes the wanted samples as one Arrow file that reads back to the bit', async () => {
  const library = await temporaryFolder();
  const id = newSetId();
  await createSet(library, infoOf(id, { identities: 36, samples: 50 }));
  const writer = await openSetWriter(library, id);
  for (let batch = 0; batch < 3; batch++) {
    // Many rows with few different factors: more than one part of the file, made quickly.
    const places = Array.from({ length: 600 }, (_, at) => [12 * batch + Math.floor(at / 50), at % 50] as const);
    const rows = places.map(([identity, sample]) => rowOf(identity, sample, { identities: 36, samples: 50 }));
    await writer.commitBatch(
      batch,
      rows.map(({ row }) => row),
      rows.map(({ file }) => file),
      places.map(([identity, sample]) => madeUpFactors(identity % 3, sample)),
    );
  }
  const wanted = new Set(
    Array.from({ length: 36 * 49 }, (_, at) => sampleId(Math.floor(at / 49), 1 + (at % 49))), // all but each first
  );
  const path = join(library, 'coefficients.arrow');
  const made = await exportFactors(library, id, wanted, path, going);
  const bytes = await readFile(path);
  expect(made).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), samples: wanted.size });
  const table = tableFromIPC(bytes);
  expect(table.batches.length).toBeGreaterThan(1);
  const back = table.batches.flatMap(samplesOf);
  expect(back.map((sample) => sample.id)).toEqual([...wanted]);
  expect(back[48]?.factors).toEqual(madeUpFactors(0, 49));
  expect(back.at(-1)?.factors).toEqual(madeUpFactors(35 % 3, 49));
});

it('makes no file where nothing was saved', async () => {
  const library = await temporaryFolder();
  const old = await addSet(library, { identities: 2, samples: 2 });
  const before = await readdir(library);
  expect(await exportFactors(library, old, new Set([sampleId(0, 0)]), join(library, 'c.arrow'), going)).toBeNull();
  expect(await readdir(library)).toEqual(before);
});
