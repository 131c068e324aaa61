import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Cli } from '../cli';
import { withExamples, withJsonOption } from '../commandSetUp';
import { assignment, integer } from '../optionParsers';
import { readPlan } from '../plan/readPlan';
import { runPlanSteps } from '../plan/runPlanSteps';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly input?: Readonly<Record<string, string>>;
  readonly workers?: number;
}

/** Beside the current folder, so that a first try leaves its traces where they are seen. */
const FALLBACK_LIBRARY = 'outis-library';

/** `outis run RECIPE`: the whole job as data. */
export function addRunCommand(program: Command, cli: Cli): void {
  const command = program
    .command('run')
    .argument('<recipe>', 'JSON file: generate, import, export, train, verify, prove, step by step')
    .description('run a recipe; run again, it goes on where it stopped and repeats nothing')
    .option('--library <folder>', `the library; OUTIS_LIBRARY, else ./${FALLBACK_LIBRARY}`)
    .option('--input <name=value>', 'what the recipe asks for; may be given several times', assignment)
    .option('--workers <w>', 'pixel threads; all cores when left out; never changes the bytes', integer(1, 256))
    .action(async (recipe: string, options: Options) => {
      const path = resolve(cli.cwd, recipe);
      // Before a library is made or locked: a bad recipe must leave nothing behind.
      const plan = await readPlan(path, absoluteInputs(cli, options.input ?? {}));
      await withSession(cli, { ...options, fallback: FALLBACK_LIBRARY }, async (session) => {
        cli.output.note(`${plan.title}\nlibrary: ${session.libraryPath}`);
        const planOptions = { recipeDir: dirname(path), workers: options.workers ?? null };
        const steps = await runPlanSteps(cli, session, plan, planOptions);
        const notProven = steps.some(({ report }) => report?.kind === 'prove' && report.verdict !== 'proven');
        const last = steps.map(({ do: what, outcome }) => `${what}: ${outcome.summary}`).join('\n');
        const result = { title: plan.title, library: session.libraryPath, steps };
        cli.output.result('run', result, `Done: ${plan.title}\n${last}\nlibrary: ${session.libraryPath}`, !notProven);
        if (notProven) cli.finishBadly();
      });
    });
  withExamples(
    withJsonOption(command),
    'outis run examples/quickstart.json',
    'outis run examples/mix-with-real.json --library faces --input faces=~/volunteers --input consent=~/volunteers/consent.csv',
  );
}

/** Inputs come from the command line: a path among them is relative to where the person is, not to the recipe. */
function absoluteInputs(cli: Cli, inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, resolve(cli.cwd, value)]));
}
