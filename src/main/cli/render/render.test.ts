import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeTerminal } from '../fakeTerminal.testing';
import { runCli } from '../runCli';

const zeros = (count: number): (number | null)[] => Array.from({ length: count }, () => 0);
const good = {
  outis: 1,
  kind: 'coefficients',
  identity: zeros(160),
  expression: zeros(64),
  light: zeros(27),
  pose: [0, 0, 0],
  background: zeros(32),
};
let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'outis-render-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const withNull = zeros(160);
withNull[17] = null;

describe('outis render refuses with exit code 2', () => {
  it.each([
    ['no JSON', '{"outis": 1,', 'This is not JSON'],
    ['NaN, which JSON has not', '{"identity": [NaN]}', 'This is not JSON'],
    ['null in the place of a number', { ...good, identity: withNull }, 'identity[17]: null, expected a number'],
    ['a number beyond all', JSON.stringify(good).replace('[0', '[1e999'), 'identity[0]: Infinity, expected a number'],
    ['a vector of wrong length', { ...good, light: zeros(26) }, 'light: 26 numbers, expected 27'],
    ['a pose out of range', { ...good, pose: [0, 61, 0] }, 'pose[1]: 61, expected a number from -60 to 60'],
    ['an unknown key', { ...good, smile: 1 }, 'smile: there is no such key'],
    ['a key that stands there twice', JSON.stringify(good).replace('"outis":1', '"outis":1,"outis":1'), 'twice'],
    ['a fault in a list', [good, { ...good, background: [] }], '[1].background: 0 numbers, expected 32'],
    ['an empty list', [], 'Too small'],
    ['a list that is a set', Array.from({ length: 501 }, () => ({ ...good, identity: [] })), '500'],
    ['a huge file', ' '.repeat(4_000_001), 'more than 4000000 bytes'],
  ])('a file with %s', async (_, content, message) => {
    await writeFile(join(cwd, 'c.json'), typeof content === 'string' ? content : JSON.stringify(content));
    const terminal = fakeTerminal({}, { cwd });
    expect(await runCli(['render', '--coefficients', 'c.json', '--out', 'o.jpg'], terminal)).toBe(2);
    expect(terminal.err()).toContain(message);
    expect(terminal.err()).toContain(join(cwd, 'c.json'));
    expect(terminal.calls).toEqual([]);
  });

  it.each([
    [[], 'Name either'],
    [['--coefficients', 'c.json', '--set', 's', '--sample', 'i000000s0000', '--out', 'o.jpg'], 'Name either'],
    [['--coefficients', 'c.json'], '--out'],
    [['--coefficients', 'c.json', '--out', 'o.gif'], '.jpg or .png'],
    [['--coefficients', 'c.json', '--out', 'o.jpg', '--size', '97'], '96x112'],
    [['--coefficients', 'c.json', '--out', 'o.jpg', '--quality', '0'], '1 to 100'],
    [['--coefficients', 'c.json', '--out', 'o.jpg', '--save-coefficients', 'd.json'], 'stored'],
    [['--coefficients', 'nowhere.json', '--out', 'o.jpg'], 'no such file'],
    [['--library', 'l', '--set', 's', '--out', 'o.jpg'], '--sample'],
    [['--library', 'l', '--set', 's', '--sample', 'i000000s0000'], '--save-coefficients'],
    [['--library', 'l', '--set', 's', '--sample', '12', '--out', 'o.jpg'], 'must look like i000012s0003'],
  ])('options that do not fit: %j', async (words, message) => {
    await writeFile(join(cwd, 'c.json'), JSON.stringify(good));
    const terminal = fakeTerminal({}, { cwd });
    expect(await runCli(['render', ...words], terminal)).toBe(2);
    expect(terminal.err()).toContain(message);
  });

  it('a sample without saved coefficients, and says what to do', async () => {
    const set = { id: 'ds_test01', name: 'Syn_3_2' };
    const terminal = fakeTerminal(
      { 'set.list': () => [set], 'set.faults': () => [], 'sample.factors': () => null },
      { cwd },
    );
    const words = 'render --library l --set Syn_3_2 --sample i000000s0000 --out o.jpg'.split(' ');
    expect(await runCli(words, terminal)).toBe(2);
    expect(terminal.err()).toContain('no saved coefficients');
    expect(terminal.err()).toContain('Generate the set again');
  });
});
