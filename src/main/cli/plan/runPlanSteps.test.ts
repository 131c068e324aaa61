import { describe, expect, it } from 'vitest';
import { JobId } from '@shared/domain/ids';
import { JobSpec } from '@shared/domain/jobs';
import type { JobRecord } from '@shared/domain/jobState';
import { RunPlan } from '@shared/domain/runPlan';
import type { Cli } from '../cli';
import { fakeTerminal } from '../fakeTerminal.testing';
import type { FakeTerminal } from '../fakeTerminal.testing';
import { Output } from '../output';
import { ProgressLine } from '../progressLine';
import { runPlanSteps } from './runPlanSteps';

const PLAN = RunPlan.parse({
  outis: 1,
  title: 'test',
  steps: [{ do: 'generate', name: 'a', recipe: { identities: 30, samples: 4 } }],
});

/** A library whose jobs succeed at once; `sets` are those that are complete. */
function library(records: JobRecord[], sets: string[], madeBy = 'this'): FakeTerminal {
  let started = 0;
  const snapshot = (id: string) => ({ seq: 1, record: records.find((record) => record.id === id) });
  const succeed = (record: JobRecord): void => {
    record.state = {
      status: 'succeeded',
      outcome: { setId: `ds_${record.id.slice(4)}`, exportDir: null, runDir: null, summary: 'made' },
    };
    sets.push(`ds_${record.id.slice(4)}`);
  };
  return fakeTerminal({
    'job.list': () => records,
    'set.list': () => sets.map((id) => ({ id, state: 'complete', revision: 0 })),
    'set.get': () => ({ info: { kind: 'syn', fingerprint: { sha256: madeBy } } }),
    'generator.fingerprint': () => ({ sha256: 'this' }),
    'job.start': (spec: JobSpec) => {
      const record = recordOf(`job_new${++started}`, spec, { status: 'queued' });
      records.push(record);
      succeed(record);
      return record.id;
    },
    'job.resume': (id: string) => {
      succeed(records.find((record) => record.id === id)!);
    },
    'job.snapshot': (id: string) => snapshot(id),
    'run.report': () => null,
  });
}

function recordOf(id: string, spec: unknown, state: JobRecord['state']): JobRecord {
  const at = '2024-01-01T00:00:00.000Z';
  const jobId = JobId.parse(id);
  return {
    schema: 1,
    id: jobId,
    title: id,
    spec: JobSpec.parse(spec),
    state,
    createdAt: at,
    startedAt: at,
    endedAt: at,
  };
}

async function run(terminal: FakeTerminal, workers: number | null = null) {
  const output = new Output(false, terminal.stdout, terminal.stderr, new ProgressLine(terminal));
  const cli: Cli = { ...terminal, output, finishBadly: () => undefined };
  const session = await terminal.openSession({ library: '/l', readOnly: false });
  return runPlanSteps(cli, session, PLAN, { recipeDir: '/recipes', workers });
}

const SPEC = { kind: 'generate', name: 'a', recipe: { identities: 30, samples: 4 } };
const OUTCOME = { setId: 'ds_old1', exportDir: null, runDir: null, summary: 'made' };

describe('a plan run again in the same library', () => {
  it('does what nothing has done before', async () => {
    const [step] = await run(library([], []));
    expect(step).toMatchObject({ status: 'done', jobId: 'job_new1', outcome: { setId: 'ds_new1' } });
  });

  it('skips what the very same job has done, whatever its threads', async () => {
    const old = recordOf('job_old1', { ...SPEC, workers: 1 }, { status: 'succeeded', outcome: OUTCOME });
    expect((await run(library([old], ['ds_old1']), 2))[0]).toMatchObject({ status: 'skipped', jobId: 'job_old1' });
  });

  it('does again what was done with another spec', async () => {
    const other = { ...SPEC, recipe: { ...SPEC.recipe, seed: 9 } };
    const old = recordOf('job_old1', other, { status: 'succeeded', outcome: OUTCOME });
    expect((await run(library([old], ['ds_old1'])))[0]).toMatchObject({ status: 'done' });
  });

  it('does again what was done but is no longer there', async () => {
    const old = recordOf('job_old1', SPEC, { status: 'succeeded', outcome: OUTCOME });
    expect((await run(library([old], [])))[0]).toMatchObject({ status: 'done' });
  });

  it.each([
    ['done', { status: 'succeeded', outcome: OUTCOME }],
    ['begun', { status: 'interrupted', resumable: true }],
  ] as const)('makes a set again that another generator has %s, and says so', async (_word, state) => {
    const terminal = library([recordOf('job_old1', SPEC, state)], ['ds_old1'], 'another');
    expect((await run(terminal))[0]).toMatchObject({ status: 'done', jobId: 'job_new1' });
    expect(terminal.err()).toContain('of another generator (another, this program draws with this)');
  });

  it('resumes what was interrupted', async () => {
    const old = recordOf('job_old1', SPEC, { status: 'interrupted', resumable: true });
    expect((await run(library([old], [])))[0]).toMatchObject({ status: 'resumed', jobId: 'job_old1' });
  });
});
