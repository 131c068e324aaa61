import { parseSetupOptions, setupUsage } from './setup/options.mjs';
import { reportSetupError, setUp } from './setup/setUp.mjs';

try {
  const { help, ...options } = parseSetupOptions(process.argv.slice(2));
  if (help) process.stdout.write(setupUsage);
  else await setUp(options);
} catch (error) {
  reportSetupError(error);
  process.exitCode = 1;
}
