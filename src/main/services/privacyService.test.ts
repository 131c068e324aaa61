import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobId } from '@shared/domain/ids';
import { madeUpPrivacyReport } from '@shared/domain/papers/facts.testing';
import { createPrivacyService } from './privacyService';

const runId = JobId.parse('job_priv1');
let library: string;

beforeAll(async () => {
  library = await mkdtemp(join(tmpdir(), 'outis-privacy-service-'));
  const run = join(library, 'runs', runId);
  await mkdir(run, { recursive: true });
  await writeFile(join(run, 'report.json'), JSON.stringify(madeUpPrivacyReport()));
  await writeFile(join(run, 'report.html'), '<!doctype html>');
});
afterAll(() => rm(library, { recursive: true }));

describe('copies of a privacy report', () => {
  it('are named for the set, in a folder that is made', async () => {
    const service = createPrivacyService(library);
    const folder = join(library, 'some', 'where');
    expect(await service.save(runId, folder, 'html')).toBe(join(folder, 'privacy-People.html'));
    expect(await readFile(await service.save(runId, folder, 'json'), 'utf8')).toContain('"kind":"privacy"');
    expect(await service.page(runId)).toEqual({
      path: join(library, 'runs', runId, 'report.html'),
      copyName: 'privacy-People',
    });
  });

  it('are named for the export that was looked at', async () => {
    const exported = { name: 'Syn_20_10', manifestSha256: 'd'.repeat(64) };
    const id = JobId.parse('job_priv2');
    await mkdir(join(library, 'runs', id));
    await writeFile(join(library, 'runs', id, 'report.json'), JSON.stringify(madeUpPrivacyReport({ exported })));
    expect((await createPrivacyService(library).page(id)).copyName).toBe('privacy-Syn_20_10');
  });

  it('are refused where there is none, or no whole path', async () => {
    const service = createPrivacyService(library);
    await expect(service.save(JobId.parse('job_none'), library, 'html')).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.save(runId, 'here', 'html')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
