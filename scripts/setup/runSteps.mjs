import { formatSeconds } from '../lib/progress.mjs';
import { SetupError } from '../lib/setupError.mjs';

/**
 * @typedef {{purpose: 'all'|'window'|'tests'|'terminal'|'engine', kind: 'cpu'|'gpu', allowSystem: boolean, log: (text: string) => void}} StepContext
 * @typedef {{
 *   name: string,
 *   title: string,
 *   checksItself?: boolean,
 *   key?: (context: StepContext) => Promise<string>,
 *   ready: (context: StepContext, stamp?: object) => Promise<boolean>,
 *   run: (context: StepContext) => Promise<object | void>,
 * }} Step `key` names what the result depends on; `ready` looks whether the result is there; `run` makes it and gives
 *   what is to be kept in the stamp. A step that `checksItself` needs no stamp.
 */

/**
 * Does what is not done yet, in order; a step's stamp is written only after the step is whole.
 * @param {Step[]} steps
 * @param {{stamps: import('../lib/stamp.mjs').Stamps, context: Omit<StepContext, 'log'>, say: (line: string) => void, verbose: boolean}} options
 *   `verbose` also tells of steps that were ready
 * @returns {Promise<number>} how many steps had something to do
 * @throws {SetupError} of the first step that cannot be done
 */
export async function runSteps(steps, { stamps, context, say, verbose }) {
  let done = 0;
  for (const step of steps) {
    const stepContext = { ...context, log: (text) => say(`    ${text}`) };
    const key = step.checksItself ? undefined : await step.key(stepContext);
    const stamp = await stamps.read(step.name);
    const current = stamp?.key === key ? stamp : undefined;
    if ((step.checksItself || current !== undefined) && (await step.ready(stepContext, current))) {
      if (verbose) say(`  ${step.title.padEnd(22)} ready`);
      continue;
    }
    say(`  ${step.title} …`);
    const start = performance.now();
    const more = await step.run(stepContext).catch((error) => {
      throw explain(step, error);
    });
    // The key is read again: the step itself may have changed what it depends on.
    if (!step.checksItself) await stamps.write(step.name, await step.key(stepContext), more ?? {});
    say(`  ${step.title.padEnd(22)} done in ${formatSeconds(performance.now() - start)}`);
    done += 1;
  }
  return done;
}

function explain(step, error) {
  if (error instanceof SetupError) return error;
  if (error.code === 'ENOSPC')
    return new SetupError('the disk is full', 'Free 3 GB on the disk of the project and run `npm run setup` again.', {
      cause: error,
    });
  return new SetupError(
    `${step.title}: ${error.message}`,
    'Run `npm run setup` again; what is done already is kept. If it fails the same way, remove the folder .cache.',
    { cause: error },
  );
}
