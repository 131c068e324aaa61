import { describe, expect, it } from 'vitest';
import { fakeTerminal } from '../fakeTerminal.testing';
import { runCli } from '../runCli';

const IMPORT = ['set', 'import', '--library', 'x', '--name', 'DigiFace', '--from', '/d'];
const SOURCE = ['--declared-synthetic', 'DigiFace-1M README, Microsoft'];

describe('outis set import', () => {
  it.each([
    ['a source without how', SOURCE, '--how'],
    ['how without a source', ['--how', 'rendered'], '--declared-synthetic'],
    ['a declaration and a consent file', [...SOURCE, '--how', 'rendered', '--consent', '/c.csv'], 'not both'],
    ['a source of two letters', ['--declared-synthetic', 'me', '--how', 'rendered'], '3 to 500'],
    ['a third way', [...SOURCE, '--how', 'drawn'], 'drawn'],
  ])('refuses %s before anything is begun', async (_what, options, word) => {
    const terminal = fakeTerminal({});
    expect(await runCli([...IMPORT, ...options], terminal)).toBe(2);
    expect(terminal.err()).toContain(word);
  });
});
