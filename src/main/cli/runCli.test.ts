import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { fakeTerminal, JOB_ID, jobRecord } from './fakeTerminal.testing';
import { runCli } from './runCli';

const GENERATE = ['set', 'generate', '--library', 'faces', '--identities', '3', '--samples', '2'];
const outcome = { setId: 'ds_test01', exportDir: null, runDir: null, summary: '6 samples' };
const summary = {
  id: 'ds_test01',
  name: 'Syn_3_2',
  kind: 'syn',
  state: 'complete',
  createdAt: '2024-01-01T00:00:00.000Z',
  counts: { identities: 3, samples: 6, sizeBytes: 30_000 },
  review: { kept: 0, excluded: 0, undecided: 6 },
  revision: 0,
  mosaic: [],
  consent: null,
  faults: [],
};

describe('help', () => {
  it.each([['--help'], ['help'], ['help', 'run'], ['help', 'set'], ['help', 'set', 'generate'], ['verify', '--help']])(
    '%j is given on stdout',
    async (...words) => {
      const terminal = fakeTerminal();
      expect(await runCli(words, terminal)).toBe(0);
      expect(terminal.out()).toContain('Usage: outis');
      expect(terminal.err()).toBe('');
    },
  );

  it.each(['doctor', 'run', 'export', 'train', 'verify', 'prove'])('%s shows an example', async (command) => {
    const terminal = fakeTerminal();
    await runCli(['help', command], terminal);
    expect(terminal.out()).toContain(`  $ outis ${command}`);
  });
});

describe('exit codes', () => {
  it.each([
    [[]],
    [['fly']],
    [['help', 'fly']],
    [['set']],
    [['set', 'generate', '--library', 'x', '--identities', 'many', '--samples', '2']],
    [['set', 'generate', '--library', 'x', '--identities', '3']],
    [['set', 'generate', '--identities', '3', '--samples', '2']],
    [['set', 'list', '--library', 'x', '--nonsense']],
    [['verify', '--library', 'x', '--run', 'r', '--held-out', '--set', 's']],
    [['verify', '--library', 'x', '--run', 'r', '--images', 'folder']],
    [['run', 'nowhere.json']],
    [['jobs', 'resume', 'job', '--library', 'x']],
  ])('bad input is 2: %j', async (words) => {
    const terminal = fakeTerminal({ 'set.list': () => [], 'set.faults': () => [] });
    expect(await runCli(words, terminal)).toBe(2);
    expect(terminal.err()).toMatch(/^outis: /);
    expect(terminal.err()).toContain('remedy:');
    expect(terminal.out()).toBe('');
  });

  it('a failure of the work is 1, with place and remedy', async () => {
    const error = {
      code: 'disk-full',
      message: 'The disk is full.',
      place: '/faces',
      remedy: 'Free some space.',
    } as const;
    const terminal = fakeTerminal({
      'job.start': () => JOB_ID,
      'job.snapshot': () => ({ seq: 1, record: jobRecord({ status: 'failed', error, resumable: true }) }),
    });
    expect(await runCli(GENERATE, terminal)).toBe(1);
    expect(terminal.err()).toContain('The disk is full.');
    expect(terminal.err()).toContain('where:  /faces');
    expect(terminal.err()).toContain('Free some space. Then resume: outis jobs resume job_test01');
    expect(terminal.closedCount()).toBe(1);
  });

  it('what was mistyped is to be corrected, not resumed', async () => {
    const error = { code: 'not-found', message: 'There is no such folder.', place: '/face', remedy: 'Look.' } as const;
    const terminal = fakeTerminal({
      'job.start': () => JOB_ID,
      'job.snapshot': () => ({ seq: 1, record: jobRecord({ status: 'failed', error, resumable: true }) }),
    });
    expect(await runCli(GENERATE, terminal)).toBe(2);
    expect(terminal.err()).toContain('Look. Correct the command and give it again.');
    expect(terminal.err()).not.toContain('resume');
  });

  it('a worker that died names its job, since it could not say where', async () => {
    const error = { code: 'worker-crashed', message: 'The worker process ended (signal SIGKILL).' } as const;
    const terminal = fakeTerminal({
      'job.start': () => JOB_ID,
      'job.snapshot': () => ({ seq: 1, record: jobRecord({ status: 'failed', error, resumable: true }) }),
    });
    expect(await runCli(GENERATE, terminal)).toBe(1);
    expect(terminal.err()).toContain(`where:  ${JOB_ID}`);
  });

  it.each([
    ['invalid-input', 2],
    ['conflict', 1],
    ['disk-full', 1],
  ])('an export that cannot be, for %s, is %i and starts no job', async (code, exit) => {
    const problem = { blocking: true, code, text: 'It has 8 identities, 99 are asked for.', remedy: 'Ask for fewer.' };
    const terminal = fakeTerminal({
      'set.list': () => [{ id: 'ds_test01', name: 'A', kind: 'syn' }],
      'export.plan': () => ({ directory: '/out/A', problems: [problem], checks: [] }),
    });
    expect(await runCli(['export', '--library', 'x', '--syn', 'A', '--samples', '4'], terminal)).toBe(exit);
    expect(terminal.err()).toContain('where:  /out/A');
    expect(terminal.calls.map(([name]) => name)).not.toContain('job.start');
  });

  it('an interrupted job is cancelled in good order: 130', async () => {
    let isCancelled = false;
    const terminal = fakeTerminal({
      'job.start': () => {
        queueMicrotask(() => terminal.interrupt());
        return JOB_ID;
      },
      'job.cancel': () => {
        isCancelled = true;
        terminal.emit({
          jobId: JOB_ID,
          seq: 2,
          body: { type: 'state', state: { status: 'cancelled', resumable: true } },
        });
      },
      'job.snapshot': () => ({
        seq: 1,
        record: jobRecord(
          isCancelled ? { status: 'cancelled', resumable: true } : { status: 'running', progress: null },
        ),
      }),
    });
    expect(await runCli(GENERATE, terminal)).toBe(130);
    expect(terminal.err()).toContain('outis jobs resume job_test01');
    expect(terminal.closedCount()).toBe(1);
  });

  it('a proof that does not hold is 1, and its report is still the answer', async () => {
    const report = {
      kind: 'prove',
      runId: JOB_ID,
      createdAt: '2024-01-01T00:00:00.000Z',
      exportDir: '/x',
      manifestSha256: 'a',
      fingerprintMatches: true,
      checked: 2,
      identical: 1,
      different: [{ path: 'a.jpg', reason: 'bytes differ' }],
      verdict: 'refuted',
    };
    const terminal = fakeTerminal({
      'job.start': () => JOB_ID,
      'job.snapshot': () => ({ seq: 1, record: jobRecord({ status: 'succeeded', outcome }) }),
      'run.report': () => report,
    });
    expect(await runCli(['prove', '--export', 'x', '--json'], terminal)).toBe(1);
    expect(JSON.parse(terminal.out())).toEqual({ outis: 1, ok: false, command: 'prove', result: report });
  });
});

describe('--json', () => {
  it('is one document on stdout, with progress on stderr', async () => {
    const progress = { phase: 'render', done: 3, total: 6, unit: 'samples', ratePerSecond: 30, remainingMs: 100 };
    let isEnded = false;
    const terminal = fakeTerminal({
      'job.start': () => {
        setImmediate(() => {
          terminal.emit({ jobId: JOB_ID, seq: 2, body: { type: 'state', state: { status: 'running', progress } } });
          isEnded = true;
          terminal.emit({ jobId: JOB_ID, seq: 3, body: { type: 'state', state: { status: 'succeeded', outcome } } });
        });
        return JOB_ID;
      },
      'job.snapshot': () => ({
        seq: 1,
        record: jobRecord(isEnded ? { status: 'succeeded', outcome } : { status: 'running', progress: null }),
      }),
      'set.get': () => ({ summary, info: null, folder: '/faces', requestedBalance: null }),
    });
    expect(await runCli([...GENERATE, '--json'], terminal)).toBe(0);
    expect(JSON.parse(terminal.out())).toMatchObject({
      outis: 1,
      ok: true,
      command: 'set generate',
      result: { jobId: JOB_ID, durationMs: 7000, set: { id: 'ds_test01' } },
    });
    expect(terminal.err()).toContain('50 %  3 / 6 samples  30.0/s  0 s left');
    expect(terminal.calls.find(([name]) => name === 'job.start')?.[1]).toMatchObject({
      kind: 'generate',
      name: 'Syn_3_2',
    });
  });

  it('carries an error as data, and the words for people go to stderr', async () => {
    const terminal = fakeTerminal({
      'set.list': () => Promise.reject(new Failure({ code: 'io', message: 'unreadable' })),
    });
    expect(await runCli(['set', 'list', '--library', 'faces', '--json'], terminal)).toBe(1);
    expect(JSON.parse(terminal.out())).toEqual({
      outis: 1,
      ok: false,
      command: 'set list',
      error: { code: 'io', message: 'unreadable' },
    });
    expect(terminal.err()).toContain('unreadable');
  });

  it('answers a bad command line in JSON too', async () => {
    const terminal = fakeTerminal();
    expect(await runCli(['set', 'generate', '--json', '--identities', 'x'], terminal)).toBe(2);
    expect(JSON.parse(terminal.out())).toMatchObject({
      ok: false,
      command: 'set generate',
      error: { code: 'invalid-input' },
    });
  });
});

describe('names', () => {
  const sets = [
    summary,
    { ...summary, id: 'ds_test02', name: 'twice' },
    { ...summary, id: 'ds_test03', name: 'twice' },
  ];

  it('takes a set by its name or its id', async () => {
    for (const wanted of ['Syn_3_2', 'ds_test01']) {
      const terminal = fakeTerminal({
        'set.list': () => sets,
        'curation.decide': () => ({ counts: summary.review, changed: [], revision: 1 }),
      });
      expect(await runCli(['set', 'exclude', wanted, '--library', 'l', '--samples', 'i000001s0001'], terminal)).toBe(0);
      expect(terminal.calls.at(-1)).toEqual([
        'curation.decide',
        { setId: 'ds_test01', samples: ['i000001s0001'], decision: 'exclude', reason: null, note: '', who: 'tester' },
      ]);
    }
  });

  it('names sets that are there and cannot be read, in the list and where a name is not found', async () => {
    const faults = { 'set.faults': () => [{ setId: 'ds_bad', message: '/l/sets/ds_bad/set.json: It is damaged.' }] };
    const looking = fakeTerminal({ 'set.list': () => sets, ...faults });
    expect(await runCli(['set', 'list', '--library', 'l'], looking)).toBe(0);
    expect(looking.err()).toContain('/l/sets/ds_bad/set.json: It is damaged. Restore this file');
    const asking = fakeTerminal({ 'set.list': () => sets, ...faults });
    expect(await runCli(['set', 'show', 'lost', '--library', 'l'], asking)).toBe(2);
    expect(asking.err()).toMatch(/no set “lost”.*One set cannot be read: ds_bad: .*set\.json/);
    expect(asking.err()).toContain('remedy: Restore the named file from a backup. There are: ');
  });

  it('says of a training run without a model how it stands, and how it goes on', async () => {
    const spec = { kind: 'train', name: 'first', sets: ['ds_test01'], heldOutIdentities: 2 };
    const record = jobRecord({ status: 'interrupted', resumable: true }, spec);
    const terminal = fakeTerminal({ 'run.list': () => [{ record, report: null }] });
    expect(await runCli(['verify', '--library', 'l', '--run', 'first', '--held-out'], terminal)).toBe(2);
    expect(terminal.err()).toContain('“first” has no finished model: it is interrupted');
    expect(terminal.err()).toContain(`outis jobs resume ${JOB_ID}`);
  });

  it('says which ids share a name', async () => {
    const terminal = fakeTerminal({ 'set.list': () => sets });
    expect(await runCli(['set', 'show', 'twice', '--library', 'l'], terminal)).toBe(2);
    expect(terminal.err()).toContain('ds_test02, ds_test03');
  });

  it('lists what there is when a name is not there', async () => {
    const terminal = fakeTerminal({ 'set.list': () => [summary], 'set.faults': () => [] });
    expect(await runCli(['set', 'show', 'other', '--library', 'l'], terminal)).toBe(2);
    expect(terminal.err()).toContain('There are: Syn_3_2.');
  });
});
