import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportSpec } from '@shared/domain/jobs';
import { JobId, type SetId } from '@shared/domain/ids';
import { PrivacySpec } from '@shared/domain/privacy';
import { quietContext } from '../../jobs/quietContext.testing';
import { addSet } from '../../storage/library.testing';
import { createExportRunner } from './export';
import { exportedSamples } from './privacy/exportedSamples';

let library: string;
let made: SetId;
let other: SetId;
let exportDir: string;

const signal = { aborted: false };
const specOf = (setId: SetId, dir: string | null): PrivacySpec =>
  PrivacySpec.parse({ kind: 'privacy', setId, exportDir: dir });

beforeAll(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-privacy-export-'));
  made = await addSet(library, { name: 'People', identities: 3, samples: 4, sizeBytes: 4000 });
  other = await addSet(library, { name: 'Others', identities: 1, samples: 1 });
  const spec = ExportSpec.parse({
    kind: 'export',
    syn: { setId: made, identities: 2, samples: 3 },
    unmarkedReason: 'made-up bytes that cannot carry a mark',
    pairsPerFold: 0,
  });
  const place = {
    jobId: JobId.parse('job_exp1'),
    libraryPath: library,
    runDir: library,
    resourcesDir: '',
    modelsDir: '',
    program: 'Outis test',
  };
  exportDir = (await createExportRunner()(spec, quietContext(), place)).exportDir ?? '';
});
afterAll(() => rm(library, { recursive: true }));

describe('the samples of an export', () => {
  it('are those of its manifest', async () => {
    const found = await exportedSamples(specOf(made, exportDir), signal);
    expect(found?.exported.name).toBe('Syn_2_3');
    expect(found?.ids.size).toBe(6);
    expect(await exportedSamples(specOf(made, null), signal)).toBeNull();
  });

  it('are not looked for in a set that it was not made from, or in no export', async () => {
    await expect(exportedSamples(specOf(other, exportDir), signal)).rejects.toMatchObject({
      code: 'invalid-input',
      remedy: expect.stringContaining('People') as string,
    });
    await expect(exportedSamples(specOf(made, join(library, 'nothing')), signal)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
