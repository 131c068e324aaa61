/**
 * How far faces that nobody owns teach a recogniser to tell real people apart:
 *
 *   npm run bench -- transfer --real FOLDER --consent FILE [--name NAME] [--recipe FILE] [--training FILE]
 *       [--identities 200] [--samples 20] [--images 120000] [--seeds 1,2,3] [--work FOLDER] [--cli FILE] [--set NAME]
 *   npm run bench -- transfer --compare NAME,NAME [--work FOLDER]
 *
 * Makes a set, trains on it once per seed (initial weights, order and augmentation), and scores all pairs of the real pictures;
 * no real face teaches anything. Sets and runs stay in the work folder, so that a stopped measurement goes on and two variants
 * can be compared pair by pair. --cli takes the program of another checkout, --set the set of an earlier variant, to train on it otherwise.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SetId } from '../src/shared/domain/ids';
import { NetworkConfig } from '../src/shared/domain/training';
import { loadTensorFlow } from '../src/main/engine/tensor/bootstrap';
import { openRealSet, scoreByNetwork, scoreByPixels } from './transfer/allPairs';
import { readArguments } from './transfer/arguments';
import { outis, stepOf, type Step } from './transfer/outisCommand';
import { readResult, writeResult, type TransferRun } from './transfer/results';
import { comparisonTable, resultTable } from './transfer/tables';

/** Of what the program answers, what is needed here. */
const MadeSet = z.object({ set: z.object({ id: SetId }) });
const Trained = z.object({
  runDir: z.string(),
  report: z.object({ network: NetworkConfig, trainAccuracy: z.number().nullable() }),
});

const options = readArguments(process.argv.slice(2));
const { name, work, identities, samples } = options;
const set = options.set ?? name;
const library = join(work, 'library');
const epochs = Math.max(1, Math.round(options.images / (identities * samples)));

await mkdir(work, { recursive: true });
if (options.compare === null) await measure();
else {
  const [before, after] = options.compare;
  process.stdout.write(comparisonTable(await readResult(work, before), await readResult(work, after)));
}

async function measure(): Promise<void> {
  const real = MadeSet.parse((await importReal()).answer).set.id;
  const drawn = await drawSet();
  process.stderr.write(`${name}: drawn in ${drawn.seconds.toFixed(0)} s\n`);
  await loadTensorFlow();
  const pictures = await openRealSet(library, real);
  const runs: TransferRun[] = [];
  for (const seed of options.seeds) {
    const { seconds, answer } = await train(seed);
    const { runDir, report } = Trained.parse(answer);
    const pairs = await scoreByNetwork(pictures, runDir, report.network);
    runs.push({ seed, pairs, trainAccuracy: report.trainAccuracy, trainSeconds: seconds });
    await writeResult(work, { name, identities, samples, epochs, runs });
  }
  const pixels = { seed: 0, pairs: await scoreByPixels(pictures), trainAccuracy: null, trainSeconds: 0 };
  const nothing = { name: 'nothing: plain pixels', identities: 0, samples: 0, epochs: 0, runs: [pixels] };
  process.stdout.write(resultTable([nothing, { name, identities, samples, epochs, runs }]));
}

function importReal(): Promise<Step> {
  const { real, consent } = options;
  return stepOf(work, 'real', () => {
    if (real === null || consent === null) throw new Error('--real FOLDER and --consent FILE are needed');
    const from = ['--name', 'real', '--from', real, '--consent', consent];
    return outis(options.cli, ['set', 'import', '--library', library, ...from, '--json']);
  });
}

function drawSet(): Promise<Step> {
  return stepOf(work, `${set}.set`, async () => {
    const recipe = { seed: 1, ...(await readJson(options.recipe)), identities, samples };
    const plan = join(work, `${set}.plan.json`);
    await writeFile(plan, JSON.stringify({ outis: 1, title: set, steps: [{ do: 'generate', name: set, recipe }] }));
    return outis(options.cli, ['run', plan, '--library', library, '--json']);
  });
}

function train(seed: number): Promise<Step> {
  return stepOf(work, `${name}-${seed}.train`, async () => {
    const config = join(work, `${name}-${seed}.training.json`);
    await writeFile(config, JSON.stringify({ ...(await readJson(options.training)), seed, epochs }));
    const on = ['--name', `${name}-${seed}`, '--sets', set, '--held-out', '0', '--config', config];
    return outis(options.cli, ['train', '--library', library, ...on, '--json']);
  });
}

async function readJson(file: string | null): Promise<Record<string, unknown>> {
  const value: unknown = file === null ? {} : JSON.parse(await readFile(file, 'utf8'));
  return z.record(z.string(), z.unknown()).parse(value);
}
