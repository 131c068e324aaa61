import { describe, expect, it } from 'vitest';
import { fakeTerminal } from '../fakeTerminal.testing';
import { runCli } from '../runCli';

const sets = { 'set.list': () => [{ id: 'ds_test01', name: 'A', kind: 'syn' }] };
const view = {
  setId: 'ds_test01',
  curationRevision: 42,
  counts: { kept: 8, excluded: 2, undecided: 0 },
  signOff: { state: 'void', who: 'Kim', at: '', revision: 41, why: 'One decision was made or taken back since.' },
  signOffs: [],
  reviewers: [{ name: 'Kim', decisions: 10, opinions: 0 }],
  assignments: [{ id: 1, to: 'Lee', by: 'Kim', at: '', task: 'opinion', words: 'all', note: '', total: 10, done: 4 }],
  disagreements: [],
  disagreementCounts: { open: 1, settled: 0 },
  agreement: [
    {
      a: 'Kim',
      b: 'Lee',
      table: [
        [20, 5],
        [10, 15],
      ],
      kappa: 0.4,
      interval95: [0.151, 0.649],
      observed: 0.7,
      expected: 0.5,
    },
  ],
  blindTests: [],
  falseAlarms: 0,
  readOnlyReason: null,
  faults: ['reviews.jsonl, line 3: is not JSON.'],
};

describe('outis reviews', () => {
  it('says the sign-off, the disagreements and the agreement', async () => {
    const terminal = fakeTerminal({ ...sets, 'reviews.get': () => view });
    expect(await runCli(['reviews', '--set', 'A', '--library', 'x'], terminal)).toBe(0);
    expect(terminal.out()).toContain('Changed since Kim signed it off at revision 41. One decision was made');
    expect(terminal.out()).toContain('disagreements: 1 open, 0 settled');
    expect(terminal.out()).toContain('Kim and Lee: kappa 0.40 (95 % 0.15 to 0.65;');
    expect(terminal.out()).toMatch(/second opinion +Lee +all +4 +10/);
    expect(terminal.out()).toContain('fault: reviews.jsonl, line 3');
  });

  it('gives the whole as JSON', async () => {
    const terminal = fakeTerminal({ ...sets, 'reviews.get': () => view });
    expect(await runCli(['reviews', '--set', 'A', '--library', 'x', '--json'], terminal)).toBe(0);
    expect(JSON.parse(terminal.out())).toMatchObject({
      ok: true,
      command: 'reviews',
      result: { curationRevision: 42 },
    });
  });
});

describe('outis sign-off', () => {
  it('signs the revision that it has just seen, and says what is open', async () => {
    const counts = { kept: 8, excluded: 2, undecided: 3, openDisagreements: 1 };
    const terminal = fakeTerminal({
      ...sets,
      'reviews.get': () => view,
      'reviews.signOff': () => ({ who: 'Kim', at: '', revision: 42, counts, statement: 'Seen.' }),
    });
    const words = ['sign-off', '--set', 'A', '--library', 'x', '--by', 'Kim', '--statement', 'Seen.'];
    expect(await runCli(words, terminal)).toBe(0);
    expect(terminal.calls.at(-1)).toEqual([
      'reviews.signOff',
      { setId: 'ds_test01', revision: 42, statement: 'Seen.', who: 'Kim' },
    ]);
    expect(terminal.out()).toContain('Signed off by Kim at revision 42: 8 kept');
    expect(terminal.err()).toMatch(/3 samples have not been decided[^]*1 disagreements are open/);
  });

  it.each([[['--statement', 'x', '--by', ' Kim ']], [['--by', 'Kim']]])('refuses %j', async (words) => {
    const terminal = fakeTerminal({ ...sets, 'reviews.get': () => view });
    expect(await runCli(['sign-off', '--set', 'A', '--library', 'x', ...words], terminal)).toBe(2);
    expect(terminal.calls.map(([name]) => name)).not.toContain('reviews.signOff');
  });
});
