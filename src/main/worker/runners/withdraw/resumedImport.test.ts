import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { JobId, setIdOfJob } from '@shared/domain/ids';
import { ImportSpec } from '@shared/domain/jobs';
import { isErasedName } from '@shared/domain/withdrawal';
import type { JobContext, JobPlace } from '../../../jobs/jobContext';
import { quietContext } from '../../../jobs/quietContext.testing';
import { temporaryFolder } from '../../../platform/temporaryFolder.testing';
import { readImportIssues } from '../../../storage/importLog';
import { readImportPlan } from '../../../storage/importPlan';
import { setDir } from '../../../storage/libraryPaths';
import { readSampleRows } from '../../../storage/sampleTable';
import { runImport } from '../import';
import { runWithdraw } from '../withdraw';
import { placeOf, withdrawSpec } from './withdraw.testing';

/** Rendered heads of nobody. */
const FACES = join(process.cwd(), 'fixtures', 'images');

it('an import that is resumed after a withdrawal takes in everybody else, each in their own place', async () => {
  const root = await temporaryFolder();
  const library = join(root, 'library');
  const folder = join(root, 'folder');
  for (const [index, subject] of ['anna', 'bert'].entries()) {
    await mkdir(join(folder, subject), { recursive: true });
    await copyFile(join(FACES, `synthetic-face-${index + 1}.jpg`), join(folder, subject, '1.jpg'));
  }
  const jobId = JobId.parse('job_import01');
  const setId = setIdOfJob(jobId);
  const place: JobPlace = {
    ...(await placeOf(library, jobId)),
    resourcesDir: join(process.cwd(), 'resources'),
    modelsDir: join(process.cwd(), 'node_modules', '@vladmandic', 'face-api', 'model'),
  };
  // Nobody has to have a consent on file: the pictures would be stored all the same.
  const spec = ImportSpec.parse({ kind: 'import', name: 'people', folder });
  const signal = { aborted: false };
  const stopping: JobContext = { ...quietContext(signal), progress: ({ done }) => (signal.aborted = done > 0) };
  await expect(runImport(spec, stopping, place)).rejects.toMatchObject({ code: 'cancelled' });

  await runWithdraw(withdrawSpec(setId), quietContext(), await placeOf(library));
  const plan = await readImportPlan(library, setId);
  expect(plan.subjects.map(({ subject }) => isErasedName(subject))).toEqual([true, false]);

  await runImport(spec, quietContext(), place);
  const rows = await readSampleRows(library, setId);
  expect(rows.map(({ identityName, identityIndex }) => [identityName, identityIndex])).toEqual([['bert', 1]]);
  expect(await readdir(join(setDir(library, setId), 'images'))).toEqual(['000002']);
  expect(await readImportIssues(library, setId)).toEqual([]);
});
