import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeTerminal } from '../fakeTerminal.testing';
import { runCli } from '../runCli';

const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
const face = {
  ...{ outis: 1, kind: 'coefficients', identity: zeros(160), expression: zeros(64), light: zeros(27) },
  ...{ pose: [0, 0, 0], background: zeros(32) },
};
let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'outis-compose-'));
  await writeFile(join(cwd, 'ann.json'), JSON.stringify(face));
  await writeFile(join(cwd, 'two.json'), JSON.stringify([face, { ...face, pose: [5, 0, 0] }]));
  await writeFile(join(cwd, 'bad.json'), JSON.stringify({ ...face, light: zeros(26) }));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

const compose = (words: string, terminal: ReturnType<typeof fakeTerminal>): Promise<number> =>
  runCli(['set', 'compose', '--library', 'l', ...words.split(' ')], terminal);

describe('outis set compose', () => {
  it('starts a job with every person of every file, in order', async () => {
    const started: unknown[] = [];
    const terminal = fakeTerminal(
      {
        'job.start': (spec) => {
          started.push(spec);
          throw new Error('seen');
        },
      },
      { cwd },
    );
    await compose('--name hand --coefficients ann.json two.json --samples 4 --seed 7 --size 256', terminal);
    expect(started).toMatchObject([
      {
        kind: 'compose',
        into: { type: 'new', name: 'hand', seed: 7, crop: '256x256', jpegQuality: 92 },
        people: [{ samples: 4, keepsShot: true }, { samples: 4 }, { samples: 4, coefficients: { pose: [5, 0, 0] } }],
      },
    ]);
  });

  it('finds the set that grows by its name', async () => {
    const started: unknown[] = [];
    const terminal = fakeTerminal(
      {
        'set.list': () => [{ id: 'ds_test01', name: 'hand' }],
        'job.start': (spec) => {
          started.push(spec);
          throw new Error('seen');
        },
      },
      { cwd },
    );
    await compose('--append hand --coefficients ann.json --samples 2 --drawn-only', terminal);
    expect(started).toMatchObject([
      { into: { type: 'append', setId: 'ds_test01' }, people: [{ samples: 2, keepsShot: false }] },
    ]);
  });

  it.each([
    ['--coefficients ann.json --samples 2', '--name'],
    ['--name a --append b --coefficients ann.json --samples 2', '--name'],
    ['--append b --coefficients ann.json --samples 2 --size 256', '--size'],
    ['--name a --coefficients bad.json --samples 2', 'light: 26 numbers, expected 27'],
    ['--name a --coefficients nowhere.json --samples 2', 'no such file'],
    ['--name a --coefficients ann.json --samples 0', '1 to 999'],
  ])('refuses %s', async (words, message) => {
    const terminal = fakeTerminal({}, { cwd });
    expect(await compose(words, terminal)).toBe(2);
    expect(terminal.err()).toContain(message);
  });
});
