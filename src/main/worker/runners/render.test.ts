import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coefficientsOf } from '@shared/domain/coefficients';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import { JobId, sampleId, type SetId, setIdOfJob } from '@shared/domain/ids';
import { GenerateSpec, RenderSpec } from '@shared/domain/jobs';
import type { JobPlace } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { readSampleFactors } from '../../storage/coefficients/factorStore';
import { setDir } from '../../storage/libraryPaths';
import { readSampleRows } from '../../storage/sampleTable';
import { buildWorker, type BuiltWorker } from '../buildWorker.testing';
import { createPixelEngine } from '../pixelEngine';
import { createGenerateRunner } from './generate';
import { runRender } from './render';

/** Real pixels and real threads: a set is generated, its coefficients are saved, and its files come again from them alone. */
const recipe = GenerateRecipe.parse({ identities: 3, samples: 4, seed: 9, identityMixup: { probability: 0.4 } });
const jobId = JobId.parse('job_render01');
const setId: SetId = setIdOfJob(jobId);
const context = quietContext();
let built: BuiltWorker;
let library: string;
let place: JobPlace;

beforeAll(async () => {
  built = await buildWorker();
  library = await mkdtemp(join(tmpdir(), 'outis-render-'));
  const resourcesDir = join(import.meta.dirname, '..', '..', '..', '..', 'resources');
  place = { jobId, libraryPath: library, runDir: library, resourcesDir, modelsDir: '', program: 'Outis test' };
  const spec = GenerateSpec.parse({ kind: 'generate', name: 'Syn_3_4', recipe, workers: 2 });
  await createGenerateRunner(createPixelEngine(built.pixelThreadScript))(spec, context, place);
}, 120_000);
afterAll(async () => {
  await built.remove();
  await rm(library, { recursive: true, force: true });
});

const specOf = (change: object): RenderSpec => RenderSpec.parse({ kind: 'render', ...change });

describe('rendering from coefficients', { timeout: 120_000 }, () => {
  it('gives every stored file again to the byte, mixed identities too, after a way through JSON', async () => {
    const rows = await readSampleRows(library, setId);
    expect(rows.filter(({ partnerIndex }) => partnerIndex >= 0).length).toBeGreaterThan(1);
    const samples = await Promise.all(
      rows.map(async ({ id }) => {
        const factors = await readSampleFactors(library, setId, id);
        if (factors === null) throw new Error(`${id} has no coefficients`);
        return JSON.parse(JSON.stringify(coefficientsOf(factors))) as unknown;
      }),
    );
    const out = join(library, 'again');
    const { crop, jpegQuality } = recipe;
    await runRender(specOf({ samples, out, isFolder: true, crop, jpegQuality }), context, place);
    for (const [at, row] of rows.entries()) {
      const again = await readFile(join(out, `${String(at + 1).padStart(4, '0')}.jpg`));
      expect(again.equals(await readFile(join(setDir(library, setId), row.file))), row.id).toBe(true);
    }
  });

  it('gives the same bytes for given factors on one thread and on two, in whatever order', async () => {
    const engine = createPixelEngine(built.pixelThreadScript);
    const given = await Promise.all(
      [0, 1, 2].map(async (identityIndex) => {
        const factors = await readSampleFactors(library, setId, sampleId(identityIndex, 1));
        if (factors === null) throw new Error('no coefficients');
        return { identityIndex, given: [{ sampleIndex: 1, factors, partnerIndex: -1, weight: 1 }] };
      }),
    );
    const hashes = async (threads: number, tasks: typeof given): Promise<string[]> => {
      const pool = engine.open(recipe, threads, place);
      try {
        const drawn = await Promise.all(tasks.map((task) => pool.render(task)));
        return drawn.flat().map(({ identityIndex, sha256 }) => `${identityIndex} ${sha256}`);
      } finally {
        await pool.close();
      }
    };
    const one = await hashes(1, given);
    expect((await hashes(2, [...given].reverse())).reverse()).toEqual(one);
    const rows = await readSampleRows(library, setId);
    expect(one).toEqual([1, 5, 9].map((at) => `${rows[at]?.identityIndex ?? ''} ${rows[at]?.sha256 ?? ''}`));
  });

  it('supposes what a short file leaves out, and writes PNG in any size', async () => {
    const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
    const short = {
      outis: 1,
      kind: 'coefficients',
      identity: zeros(160),
      expression: zeros(64),
      light: zeros(27).fill(2, 0, 3),
      pose: [20, 0, 0],
      background: zeros(32),
    };
    const out = join(library, 'short.png');
    await runRender(specOf({ samples: [short], out, format: 'png', crop: '96x112' }), context, place);
    const bytes = await readFile(out);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([96, 112]);
  });

  it('names a mesh that is not there, and a folder that cannot be made', async () => {
    const factors = await readSampleFactors(library, setId, sampleId(0, 0));
    if (factors === null) throw new Error('no coefficients');
    const full = coefficientsOf(factors);
    const out = join(library, 'none.jpg');
    const samples = [{ ...full, meshes: { ...full.meshes, lash: 'nothing' } }];
    await expect(runRender(specOf({ samples, out }), context, place)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('nothing') as string,
    });
    await writeFile(join(library, 'file'), '');
    const inFile = specOf({ samples: [full], out: join(library, 'file', 'o.jpg') });
    await expect(runRender(inFile, context, place)).rejects.toMatchObject({ code: 'io' });
  });
});
