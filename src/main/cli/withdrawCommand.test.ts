import { describe, expect, it } from 'vitest';
import { WithdrawalPreview } from '@shared/domain/withdrawalPlan';
import { fakeTerminal, JOB_ID, jobRecord } from './fakeTerminal.testing';
import { runCli } from './runCli';

const SET = {
  id: 'ds_test01',
  name: 'Volunteers',
  kind: 'real',
  state: 'complete',
  createdAt: '2024-01-01T00:00:00.000Z',
  counts: { identities: 3, samples: 6, sizeBytes: 30_000 },
  review: { kept: 0, excluded: 0, undecided: 6 },
  revision: 0,
  mosaic: [],
  consent: null,
  faults: [],
};
const PREVIEW = WithdrawalPreview.parse({
  setId: SET.id,
  setName: SET.name,
  subject: 'anna',
  refusal: null,
  lines: [
    { fate: 'erased', what: 'Images in “Volunteers”', count: 3, sizeBytes: 12_000, detail: 'A tombstone stays.' },
    { fate: 'marked', what: 'Export Mix_8_3', count: 3, sizeBytes: null, detail: 'Marked.' },
    { fate: 'outside', what: 'Copies that were handed out.', count: null, sizeBytes: null, detail: '' },
  ],
  things: [{ type: 'export', directory: '/e', name: 'Mix_8_3', manifestSha256: 'a'.repeat(64), images: 3 }],
  reissueBy: '2026-12-22',
});
const WORDS = ['withdraw', 'Volunteers', 'anna', '--library', 'faces'];

describe('outis withdraw', () => {
  it('shows by what happens to it everything that a withdrawal touches, and starts nothing', async () => {
    const asked: unknown[] = [];
    const terminal = fakeTerminal({
      'set.list': () => [SET],
      'withdrawal.preview': (input: unknown) => {
        asked.push(input);
        return PREVIEW;
      },
    });
    expect(await runCli([...WORDS, '--preview', '--purposes', 'export'], terminal)).toBe(0);
    expect(asked).toEqual([{ setId: SET.id, subject: 'anna', scope: { type: 'purposes', purposes: ['export'] } }]);
    expect(terminal.out()).toBe(
      `Withdrawing anna of Volunteers would do this:
Erased
  Images in “Volunteers”: 3 (12 kB). A tombstone stays.
Marked as superseded
  Export Mix_8_3: 3. Marked.
Out of reach
  Copies that were handed out.
Exports are to be made again by 2026-12-22.
`,
    );
  });

  it.each([[[]], [['--yes-erase', 'bert']], [['--yes-erase', 'anna', '--purposes', 'fame']]])(
    'does nothing with %j',
    async (more) => {
      const terminal = fakeTerminal({ 'set.list': () => [SET] });
      expect(await runCli([...WORDS, ...more], terminal)).toBe(2);
      expect(terminal.err()).toContain('remedy:');
    },
  );

  it('takes a name in any Unicode form for its own confirmation', async () => {
    const specs: unknown[] = [];
    const outcome = {
      setId: SET.id,
      exportDir: null,
      runDir: null,
      summary: 'A subject of Volunteers: 3 images erased',
    };
    const terminal = fakeTerminal({
      'set.list': () => [SET],
      'job.start': (spec: unknown) => {
        specs.push(spec);
        return JOB_ID;
      },
      'job.snapshot': () => ({ seq: 1, record: jobRecord({ status: 'succeeded', outcome }) }),
      'run.report': () => null,
    });
    const words = ['withdraw', 'Volunteers', 'Zoe\u0308', '--library', 'faces', '--yes-erase', 'Zo\u00eb'];
    expect(await runCli(words, terminal)).toBe(0);
    expect(specs).toMatchObject([{ kind: 'withdraw', subject: 'Zo\u00eb', scope: { type: 'all' }, reason: '' }]);
    expect(terminal.out()).toContain('3 images erased');
  });
});
