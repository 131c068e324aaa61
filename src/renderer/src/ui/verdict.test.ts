import { describe, expect, it } from 'vitest';
import { JobRecord } from '@shared/domain/jobState';
import { RunReport } from '@shared/domain/report';
import { runTitle, verdictOf } from './verdict';

const record = JobRecord.parse({
  schema: 1,
  id: 'job_aaaa1111',
  title: 'Prove an export',
  spec: { kind: 'prove', exportDir: '/lib/exports/Syn_2_2' },
  state: { status: 'failed', error: { code: 'io', message: 'x' }, resumable: true },
  createdAt: '2026-01-01T00:00:00Z',
  startedAt: null,
  endedAt: null,
});
const report = RunReport.parse({
  kind: 'prove',
  runId: 'job_aaaa1111',
  createdAt: '2026-01-01T00:00:00Z',
  exportDir: 'C:\\lib\\exports\\Syn_2_2',
  manifestSha256: '',
  fingerprintMatches: true,
  checked: 50,
  identical: 49,
  different: [{ path: 'a', reason: 'b' }],
  verdict: 'refuted',
});

describe('verdictOf and runTitle', () => {
  it('say what came out, with what it rests on', () => {
    expect(verdictOf(record, report)).toBe('refuted: 49 of 50 identical');
    expect(runTitle(record, report)).toBe('Proof of Syn_2_2');
  });

  it('fall back to the state and the job’s title where there is no report', () => {
    expect(verdictOf(record, null)).toBe('failed');
    expect(runTitle(record, null)).toBe('Prove an export');
  });
});
