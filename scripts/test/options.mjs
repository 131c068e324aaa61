import { parseArgs } from 'node:util';
import { SetupError } from '../lib/setupError.mjs';

/**
 * @param {string[]} args `--only lint,unit` or nothing
 * @param {string[]} known names of the stages
 * @returns {string[]} names of the stages to run, in their own order
 * @throws {SetupError} on an unknown option or stage
 */
export function parseTestOptions(args, known) {
  const remedy = `usage: npm test [-- --only ${known.join(',')}]`;
  let only;
  try {
    only = parseArgs({ args, options: { only: { type: 'string' } } }).values.only;
  } catch (error) {
    throw new SetupError(error.message, remedy, { cause: error });
  }
  if (only === undefined) return known;
  const asked = only.split(',').map((name) => name.trim());
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SetupError(`there is no stage ${JSON.stringify(unknown)}`, remedy);
  return known.filter((name) => asked.includes(name));
}
