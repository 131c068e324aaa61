import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { toFailureDetail } from '@shared/lib/failure';
import type { Cli } from './cli';
import { EXIT, exitCodeOf } from './exitCode';
import { Output } from './output';
import { createProgram } from './program';
import { ProgressLine } from './progressLine';
import type { TextSink } from './textSink';

/** The world of a terminal program, as `cli.ts` gives the real one and a test a small one. */
export interface Terminal extends Omit<Cli, 'output' | 'finishBadly'> {
  readonly version: string;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** stderr is a screen that redraws, and how wide it is. */
  readonly isTty: boolean;
  readonly columns: number;
  readonly now: () => number;
}

/**
 * Runs one command line, e.g. `['set', 'list', '--library', 'faces']`.
 * @returns the exit code: 0 done, 1 failed, 2 bad input, 130 cancelled.
 */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  const { stdout, stderr } = terminal;
  const output = new Output(words.includes('--json'), stdout, stderr, new ProgressLine(terminal));
  let exitCode: number = EXIT.done;
  const cli: Cli = { ...terminal, output, finishBadly: () => (exitCode = EXIT.failed) };
  const program = createProgram(cli, terminal.version);
  const heard: string[] = [];
  everyCommand(program, (command) => {
    command.exitOverride();
    command.configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => heard.push(text),
    });
  });
  const command = commandName(words);
  try {
    // commander's own `help` knows one level of commands; ours has two.
    const asked = words[0] === 'help' && isCommand(program, words.slice(1)) ? [...words.slice(1), '--help'] : words;
    await program.parseAsync([...asked], { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) {
      const error = toFailureDetail(thrown);
      output.failure(command, error);
      return exitCodeOf(error.code);
    }
    // Help and version were asked for and given.
    if (thrown.exitCode === 0) return EXIT.done;
    const isHelp = thrown.code === 'commander.help';
    const message = isHelp ? 'Which command? See below.' : thrown.message.replace(/^error: /, '');
    output.failure(command, {
      code: 'invalid-input',
      message,
      place: `outis ${words.join(' ')}`.trimEnd(),
      remedy: `outis help ${command} shows the options, with examples.`.replace('  ', ' '),
    });
    if (isHelp) stderr.write(heard.join(''));
    return EXIT.badInput;
  }
}

function everyCommand(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const inner of command.commands) everyCommand(inner, change);
}

const isCommand = (command: Command, [word, ...rest]: readonly string[]): boolean => {
  if (word === undefined) return true;
  const inner = command.commands.find((one) => one.name() === word);
  return inner !== undefined && isCommand(inner, rest);
};

/** The words before the first option or argument that is no command's name: enough to say which command answers. */
function commandName(words: readonly string[]): string {
  const length = words[0] === 'set' || words[0] === 'jobs' ? 2 : 1;
  return words
    .slice(0, length)
    .filter((word) => !word.startsWith('-'))
    .join(' ');
}
