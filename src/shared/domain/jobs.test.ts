import { describe, expect, it } from 'vitest';
import { GenerateRecipe } from './generateRecipe';
import { JobId, SampleId, sampleId, samplePosition, setIdOfJob } from './ids';
import { ExportSpec, JobSpec } from './jobs';
import { Name } from './names';
import { RunPlan } from './runPlan';

describe('ids', () => {
  it('round-trips a sample position and sorts as text like numbers', () => {
    expect(samplePosition(sampleId(12, 3))).toEqual({ identityIndex: 12, sampleIndex: 3 });
    expect(sampleId(2, 0) < sampleId(10, 0)).toBe(true);
  });

  it('refuses what could leave a folder', () => {
    expect(SampleId.safeParse('../../etc').success).toBe(false);
    expect(JobId.safeParse('job_../x').success).toBe(false);
  });

  it('gives a resumed job its own set again', () => {
    const jobId = JobId.parse('job_ab12cd34ef');
    expect(setIdOfJob(jobId)).toBe('ds_ab12cd34ef');
  });
});

describe('Name', () => {
  it.each(['', '.', '..', 'a/b', 'a\\b', 'con', 'NUL.txt', 'synthetic', 'ends.', 'tab\there'])('refuses %j', (name) => {
    expect(Name.safeParse(name).success).toBe(false);
  });
  it.each(['Syn_120_20', 'Mix_160_20-10', 'volontaires été'])('takes %j', (name) => {
    expect(Name.safeParse(name).success).toBe(true);
  });
});

describe('recipes and specs', () => {
  it('refuses unknown keys by name', () => {
    const parsed = GenerateRecipe.safeParse({ identities: 2, samples: 2, sampels: 3 });
    expect(parsed.error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['sampels'] });
  });

  it('wants an export to name at least one set', () => {
    expect(ExportSpec.safeParse({ kind: 'export' }).success).toBe(false);
  });

  it('fills in every default of a training job', () => {
    const spec = JobSpec.parse({ kind: 'train', name: 'first', sets: ['ds_abcd1234'] });
    expect(spec).toMatchObject({ heldOutIdentities: 24, training: { batchSize: 64 } });
  });

  it('parses a plan and names the step that is wrong', () => {
    const plan = { outis: 1, title: 't', steps: [{ do: 'generate', name: 'Syn_2_2', recipe: { identities: 2 } }] };
    expect(RunPlan.safeParse(plan).error?.issues[0]?.path).toEqual(['steps', 0, 'recipe', 'samples']);
  });
});
