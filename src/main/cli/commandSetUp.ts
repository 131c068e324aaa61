import type { Command } from 'commander';

/** Options that many commands share, said once. */
export const withLibraryOption = (command: Command): Command =>
  command.option('--library <folder>', 'the library; OUTIS_LIBRARY when left out');

export const withJsonOption = (command: Command): Command =>
  command.option('--json', 'answer with one JSON document on stdout; progress stays on stderr');

/** Examples below the options of `outis help CMD`. */
export const withExamples = (command: Command, ...examples: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`);
