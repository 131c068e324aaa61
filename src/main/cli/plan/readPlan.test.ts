import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { readPlan } from './readPlan';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-plan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const GENERATE = { do: 'generate', name: 'a', recipe: { identities: 30, samples: 4 } };
const TRAIN = { do: 'train', name: 'first', sets: ['a'], heldOutIdentities: 10 };
const plan = (...steps: unknown[]) => ({ outis: 1, title: 'test', steps });

async function read(content: unknown, inputs: Record<string, string> = {}) {
  const path = join(folder, 'recipe.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readPlan(path, inputs);
}

async function failureOf(content: unknown, inputs?: Record<string, string>): Promise<Failure> {
  const thrown: unknown = await read(content, inputs).catch((reason: unknown) => reason);
  if (thrown instanceof Failure) return thrown;
  throw new Error('expected a Failure');
}

describe('a recipe of outis run', () => {
  it('is read with its defaults', async () => {
    const { steps } = await read(plan(GENERATE, TRAIN, { do: 'verify', run: 'first', on: 'held-out' }));
    expect(steps[0]).toMatchObject({ recipe: { seed: 0, crop: '112x112' } });
    expect(steps).toHaveLength(3);
  });

  it('gets the inputs of the command line', async () => {
    const content = {
      ...plan({ do: 'import', name: 'r', from: '{faces}', consent: '{faces}/consent.csv' }),
      inputs: { faces: 'the consented folder' },
    };
    expect((await read(content, { faces: '/pictures' })).steps[0]).toMatchObject({
      from: '/pictures',
      consent: '/pictures/consent.csv',
    });
    expect((await failureOf(content)).message).toContain('faces (the consented folder)');
    expect((await failureOf(content, { faces: '/x', other: '/y' })).message).toContain('other');
  });

  it.each<[string, unknown, string]>([
    [
      'an unknown key',
      plan({ ...GENERATE, recipe: { identities: 3, samples: 1, sead: 1 } }),
      'steps[0].recipe.sead: there is no such key',
    ],
    ['an unknown key at the top', { ...plan(GENERATE), libary: 'x' }, 'libary: there is no such key'],
    [
      'a value out of range',
      plan({ ...GENERATE, recipe: { identities: 0, samples: 1 } }),
      'steps[0].recipe.identities',
    ],
    ['a step of no kind', plan({ do: 'fly' }), 'steps[0].do'],
    [
      'a bad source to verify on',
      plan(GENERATE, TRAIN, { do: 'verify', run: 'first', on: { folder: 'x' } }),
      'steps[2].on',
    ],
    ['an export of nothing', plan(GENERATE, { do: 'export' }), 'steps[1].syn'],
    [
      'more samples than there are',
      plan(GENERATE, { do: 'export', syn: { set: 'a', samples: 5 } }),
      'steps[1].syn.samples',
    ],
    ['a synthetic set as real', plan(GENERATE, { do: 'export', real: { set: 'a', samples: 1 } }), 'steps[1].real.set'],
    ['a set that no step makes', plan(GENERATE, { ...TRAIN, sets: ['b'] }), 'steps[1].sets[0]'],
    ['all identities held out', plan(GENERATE, { ...TRAIN, heldOutIdentities: 30 }), 'steps[1].heldOutIdentities'],
    ['a run that no step trains', plan(GENERATE, { do: 'verify', run: 'x', on: 'held-out' }), 'steps[1].run'],
    [
      'held-out without any',
      plan(GENERATE, { ...TRAIN, heldOutIdentities: 0 }, { do: 'verify', run: 'first', on: 'held-out' }),
      'steps[2].on',
    ],
    ['a card of a set that no step makes', plan(GENERATE, { do: 'card', set: 'x' }), 'steps[1].set'],
    ['scores of a set that no step makes', plan(GENERATE, { do: 'score', set: 'x' }), 'steps[1].set'],
    ['a proof of nothing', plan(GENERATE, { do: 'prove' }), 'steps[1].do'],
    ['one name for two sets', plan(GENERATE, GENERATE), 'steps[1].name'],
    ['an input that is not declared', plan({ do: 'import', name: 'r', from: '{faces}' }), 'steps[0]: uses {faces}'],
    ['a key that stands there twice', '{"outis": 1, "title": "a", "title": "b", "steps": []}', 'title'],
    ['a newer kind of recipe', { ...plan(GENERATE), outis: 2 }, 'outis'],
  ])('is refused for %s, naming the key, the file and a remedy', async (_why, content, text) => {
    const failure = await failureOf(content);
    expect(failure.code).toBe('invalid-input');
    expect(failure.message).toContain(text);
    expect(failure.place).toContain('recipe.json');
    expect(failure.remedy).toBeTruthy();
  });

  it('names line and column of broken JSON', async () => {
    expect((await failureOf('{\n  "outis": 1,\n  oops\n}')).place).toMatch(/recipe\.json, line 3, column 3$/);
  });

  it('says that a file is not there', async () => {
    await expect(readPlan(join(folder, 'none.json'), {})).rejects.toMatchObject({ code: 'not-found' });
  });
});
