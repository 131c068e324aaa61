import { describe, expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { createCurationService } from '../../services/curationService';
import { createTableCache } from '../../services/tableCache';
import { addSet } from '../../storage/library.testing';
import { fakeTerminal } from '../fakeTerminal.testing';
import { runCli } from '../runCli';

const set = { id: 'ds_test01', name: 'A', kind: 'syn' };
const counts = { kept: 1, excluded: 1, undecided: 1 };
const stands = { setId: 'ds_test01', revision: 3, counts, undoTarget: 3, redoTarget: null };
const view = {
  ...stands,
  decisions: [
    { decision: 'keep', reason: null, samples: ['i000000s0000'] },
    { decision: 'exclude', reason: 'blurred', samples: ['i000000s0001'] },
  ],
  tags: [{ tag: 'odd', samples: ['i000000s0001'] }],
  falseAlarms: null,
  readOnlyReason: null,
};
const change = { ...stands, changed: [], tags: [], falseAlarms: [] };
const terminalOf = (kind = 'syn') =>
  fakeTerminal({
    'set.list': () => [{ ...set, kind }],
    'curation.state': () => view,
    'curation.decide': () => change,
    'curation.tag': () => change,
    'curation.undo': () => null,
  });
const decide = ['decide', '--set', 'A', '--library', 'x'];
const ALL = ['i000000s0002', 'i000000s0001', 'i000000s0000'];

describe('outis decide', () => {
  it('writes what does not stand so already, as one line', async () => {
    const terminal = terminalOf();
    expect(await runCli([...decide, '--samples', ...ALL, '--exclude', '--reason', 'my-own'], terminal)).toBe(0);
    expect(terminal.calls.at(-1)).toEqual([
      'curation.decide',
      {
        setId: 'ds_test01',
        samples: ['i000000s0000', 'i000000s0002'],
        decision: 'exclude',
        reason: 'my-own',
        note: '',
        who: 'tester',
      },
    ]);
    expect(terminal.out()).toContain('2 samples changed. Now 1 kept · 1 excluded · 1 to see (revision 3).');
  });

  it('only tells with --dry-run', async () => {
    const terminal = terminalOf();
    expect(await runCli([...decide, '--samples', ...ALL, '--keep', '--dry-run'], terminal)).toBe(0);
    expect(terminal.out()).toContain('3 chosen, 2 would change: i000000s0001 i000000s0002. Nothing was written.');
    expect(terminal.calls.some(([name]) => name === 'curation.decide')).toBe(false);
  });

  it('puts tags on those that lack them', async () => {
    const terminal = terminalOf();
    expect(await runCli([...decide, '--samples', ...ALL, '--tag', 'odd'], terminal)).toBe(0);
    expect(terminal.calls.at(-1)?.[1]).toMatchObject({ samples: ['i000000s0000', 'i000000s0002'], isOn: true });
  });

  it.each([
    [['--samples', 'i000000s0000'], /Nothing is decided/],
    [['--samples', 'i000000s0000', '--keep', '--exclude'], /More than one thing/],
    [['--samples', 'x', '--keep'], /not a sample id/],
    [['--keep'], /No sample is named/],
    [['--where', 'sharp', '--keep'], /not a rule/],
  ])('refuses %j', async (words, message) => {
    const terminal = terminalOf();
    expect(await runCli([...decide, ...words], terminal)).toBe(2);
    expect(terminal.err()).toMatch(message);
  });

  it('lets no rule loose on real people unless they are meant', async () => {
    const terminal = terminalOf('real');
    expect(await runCli([...decide, '--where', 'a < 1', '--exclude'], terminal)).toBe(2);
    expect(terminal.err()).toContain('real people');
  });

  it('says that nothing can be undone', async () => {
    const terminal = terminalOf();
    expect(await runCli(['undo', '--set', 'A', '--library', 'x'], terminal)).toBe(0);
    expect(terminal.out()).toContain('nothing to take back');
  });

  it('finds the samples of a rule in the set, and leaves judged ones alone', async () => {
    const library = await temporaryFolder();
    const setId = await addSet(library, { identities: 2, samples: 2 });
    const curation = createCurationService(library, createTableCache(library), null);
    const said = { setId, note: '', who: 'kim' };
    await curation.decide({ ...said, samples: [sampleId(0, 0)], decision: 'keep', reason: null });
    const state = await curation.state(setId);
    await curation.close();
    const terminal = fakeTerminal({ 'set.list': () => [{ ...set, id: setId }], 'curation.state': () => state });
    const words = ['decide', '--set', 'A', '--library', library, '--where', 'yawDeg > -1000', '--exclude', '--dry-run'];
    expect(await runCli(words, terminal), terminal.err()).toBe(0);
    expect(terminal.out()).toContain('4 chosen, 3 would change');
  });
});
