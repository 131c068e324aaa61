import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlan } from './readPlan';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'examples');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

describe('the recipes in examples/', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  it.each(files)('%s can be run: every key is known, every step finds what it names', async (file) => {
    const inputs = file === 'mix-with-real.json' ? { faces: '/faces', consent: '/consent.csv' } : {};
    const plan = await readPlan(join(folder, file), inputs);
    expect(plan.steps.length).toBeGreaterThan(1);
  });
});
