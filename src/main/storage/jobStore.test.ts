import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobRecord } from '@shared/domain/jobState';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { newJobId } from '../platform/newId';
import { createJobStore } from './jobStore';
import { appendImportIssues, readImportIssues } from './importLog';
import { importFile, jobFile, logFile, metricsFile, reportFile } from './libraryPaths';
import { addSet } from './library.testing';
import { readFile } from 'node:fs/promises';

const recordOf = (createdAt: string): JobRecord => ({
  schema: 1,
  id: newJobId(),
  title: 'Check this machine',
  spec: { kind: 'doctor' },
  state: { status: 'queued' },
  createdAt,
  startedAt: null,
  endedAt: null,
});

describe('the job store', () => {
  it('gives jobs back oldest first and leaves out what it cannot read, by name', async () => {
    const library = await temporaryFolder();
    const store = createJobStore(library);
    expect(await store.list()).toEqual([]);
    const [late, early, bad] = [recordOf('2026-02-01T00:00:00Z'), recordOf('2026-01-01T00:00:00Z'), newJobId()];
    await store.save(late);
    await store.save(early);
    await mkdir(store.runDir(bad));
    await writeFile(jobFile(library, bad), '{');
    await mkdir(join(library, 'runs', 'notes'));
    expect(await store.list()).toEqual([early, late]);
    expect(store.faults.map(({ jobId }) => jobId)).toEqual([bad]);
  });

  it('keeps metrics and log lines in order', async () => {
    const library = await temporaryFolder();
    const store = createJobStore(library);
    const id = newJobId();
    await store.appendMetrics(id, [{ name: 'loss', step: 1, value: 2.5 }]);
    await store.appendMetrics(id, [{ name: 'loss', step: 2, value: 2 }]);
    await store.appendLog(id, 'one\n');
    await store.appendLog(id, 'two\nthree');
    expect(await store.readMetrics(id)).toEqual([
      { name: 'loss', step: 1, value: 2.5 },
      { name: 'loss', step: 2, value: 2 },
    ]);
    expect(await readFile(logFile(library, id), 'utf8')).toBe('one\ntwo\nthree\n');
    await writeFile(metricsFile(library, id), '{"name":"loss"}\n');
    await expect(store.readMetrics(id)).rejects.toMatchObject({ place: `${metricsFile(library, id)}, line 1` });
  });

  it('tells a missing report from a damaged one', async () => {
    const library = await temporaryFolder();
    const store = createJobStore(library);
    const record = recordOf('2026-01-01T00:00:00Z');
    await store.save(record);
    expect(await store.readReport(record.id)).toBeNull();
    await writeFile(reportFile(library, record.id), '{"kind":"doctor","checks":[],"healthy":true}');
    expect(await store.readReport(record.id)).toMatchObject({ kind: 'doctor' });
    await writeFile(reportFile(library, record.id), '{"kind":"other"}');
    await expect(store.readReport(record.id)).rejects.toMatchObject({ code: 'corrupt-data' });
  });
});

describe('the import log', () => {
  it('shows the last state of each picture and names a bad line', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, { kind: 'real', identities: 1, samples: 1, names: ['Ann'] });
    const issue = {
      path: 'Ann/1.jpg',
      subject: 'Ann',
      reason: 'no-face',
      detail: '',
      placeable: true,
      widthPx: 92,
      heightPx: 112,
      resolved: false,
    };
    await appendImportIssues(library, id, [issue, { ...issue, path: 'Ann/2.jpg' }]);
    await appendImportIssues(library, id, [{ ...issue, resolved: true }]);
    expect((await readImportIssues(library, id)).map(({ path, resolved }) => [path, resolved])).toEqual([
      ['Ann/1.jpg', true],
      ['Ann/2.jpg', false],
    ]);
    await writeFile(importFile(library, id), '{"path":""}\n');
    await expect(readImportIssues(library, id)).rejects.toMatchObject({ place: `${importFile(library, id)}, line 1` });
  });
});
