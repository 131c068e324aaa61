import { describe, expect, it } from 'vitest';
import { JobId } from '@shared/domain/ids';
import { ExportSpec } from '@shared/domain/jobs';
import { JobRecord, type JobEvent } from '@shared/domain/jobState';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { createEstimateService } from './estimateService';

const jobId = JobId.parse('job_aaaa1111');

function exported(format: string, images: number, imagesPerSecond: number, bytesPerSecond: number) {
  const spec = ExportSpec.parse({ kind: 'export', syn: { setId: 'ds_aaaa1111', samples: 1 }, format });
  const record = JobRecord.parse({
    schema: 1,
    id: jobId,
    title: 'Export',
    spec,
    state: { status: 'running', progress: null },
    createdAt: '2026-11-22T00:00:00.000Z',
    startedAt: null,
    endedAt: null,
  });
  const points = [
    { name: 'imagesPerSecond', step: images, value: imagesPerSecond },
    { name: 'bytesPerSecond', step: images, value: bytesPerSecond },
  ];
  const event: JobEvent = { jobId, seq: 1, body: { type: 'metrics', points } };
  return { event, record };
}

describe('the time of an export', () => {
  it('is not known before one of its format was measured, and then by piece or by byte, whichever is longer', async () => {
    const folder = await temporaryFolder();
    const estimates = createEstimateService(folder, () => 0);
    expect(await estimates.exportMs('folder', 1000, 1e6)).toBeNull();
    const { event, record } = exported('folder', 100, 500, 1e6);
    estimates.observe(event, record);
    await estimates.settled();
    expect(await estimates.exportMs('folder', 1000, 1e5)).toBe(2000);
    expect(await estimates.exportMs('folder', 1000, 8e6)).toBe(8000);
    expect(await estimates.exportMs('lmdb', 1000, 1e6)).toBeNull();
    // The profile has it for the next start, and the newest counts.
    const later = createEstimateService(folder, () => 0);
    const faster = exported('folder', 100, 1000, 1e9);
    later.observe(faster.event, faster.record);
    await later.settled();
    expect(await later.exportMs('folder', 1000, 1e6)).toBe(1000);
  });

  it('learns nothing from a handful of images', async () => {
    const estimates = createEstimateService(await temporaryFolder(), () => 0);
    const { event, record } = exported('folder', 12, 500, 1e6);
    estimates.observe(event, record);
    await estimates.settled();
    expect(await estimates.exportMs('folder', 1000, 1e6)).toBeNull();
  });
});
