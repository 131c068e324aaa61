import { parseArgs } from 'node:util';
import { SetupError } from '../lib/setupError.mjs';

/** What `npm run setup -- --help` prints. */
export const setupUsage = `usage: npm run setup [-- OPTIONS]

Fetches and builds what Outis needs. What is there already is left alone.

  --gpu          TensorFlow with CUDA (about 3 GB to fetch; Linux x86-64 with an NVIDIA driver)
  --cpu          TensorFlow for the processor (the default; also the way back from --gpu)
  --terminal     only what the terminal needs: no Electron, no display libraries
  --no-system    never call apt-get, even as root
  --help         this text
`;

/**
 * @param {string[]} args arguments of the command line
 * @returns {{help: boolean, kind?: 'cpu'|'gpu', purpose: 'all'|'terminal', allowSystem: boolean}}
 * @throws {SetupError} on an option that does not exist or contradicts another
 */
export function parseSetupOptions(args) {
  const flag = { type: 'boolean', default: false };
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: { gpu: flag, cpu: flag, terminal: flag, 'no-system': flag, help: { ...flag, short: 'h' } },
    }));
  } catch (error) {
    throw new SetupError(error.message, 'See `npm run setup -- --help`.', { cause: error });
  }
  if (values.gpu && values.cpu) throw new SetupError('--gpu and --cpu exclude each other', 'Give one of them.');
  return {
    help: values.help,
    ...(values.gpu ? { kind: 'gpu' } : values.cpu ? { kind: 'cpu' } : {}),
    purpose: values.terminal ? 'terminal' : 'all',
    allowSystem: !values['no-system'],
  };
}
