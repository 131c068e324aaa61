#!/usr/bin/env node
import { runInTerminal } from './lib/command.mjs';
import { inProject } from './lib/paths.mjs';
import { reportSetupError, setUp } from './setup/setUp.mjs';

try {
  // stdout belongs to the command: with --json it is one document.
  await setUp({ purpose: 'terminal', output: process.stderr, verbose: false });
  process.exitCode = await runInTerminal(process.execPath, [
    inProject('out', 'main', 'cli.js'),
    ...process.argv.slice(2),
  ]);
} catch (error) {
  reportSetupError(error);
  process.exitCode = 1;
}
