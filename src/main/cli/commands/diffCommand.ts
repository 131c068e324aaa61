import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { DiffSide, ExportDiff } from '@shared/domain/exportDiff';
import { Failure } from '@shared/lib/failure';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { diffText } from '../diffText';
import { findSetId } from '../findByName';
import { integer } from '../optionParsers';
import type { Session } from '../session';
import { withAnySession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly names: number;
}

/** `outis diff`: what changed between two exports or revisions, and why. */
export function addDiffCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('diff'))
    .description('what changed from A to B and why: two export folders, or SET@REVISION of a set in the library')
    .argument('<a>', 'folder of the earlier export, or SET or SET@REVISION')
    .argument('<b>', 'folder of the later export, or SET or SET@REVISION')
    .option('--names <n>', 'samples named for each cause', integer(0, 1_000_000), 20)
    .action((a: string, b: string, options: Options) =>
      withAnySession(cli, withDefault(cli, options), async (session) => {
        const sides = { a: await sideOf(cli, session, a), b: await sideOf(cli, session, b) };
        const diff: ExportDiff = await session.call('export.diff', { ...sides, limit: options.names });
        cli.output.result('diff', diff, diffText(diff));
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis diff --library faces faces/exports/Syn_120_20 faces/exports/Syn_118_20',
    'outis diff --library faces Syn_120_20@12 Syn_120_20',
    'outis diff --library faces faces/exports/Syn_120_20 Syn_120_20 --names 1000 --json',
  );
}

/** Folders are compared without a library too; causes are then not known. */
const withDefault = (cli: Cli, options: Options): Options => {
  const library = options.library ?? cli.defaultLibrary;
  return library === null ? options : { ...options, library };
};

async function sideOf(cli: Cli, session: Session, text: string): Promise<DiffSide> {
  const directory = resolve(cli.cwd, text);
  if (existsSync(join(directory, 'dataset.json'))) return { type: 'folder', directory };
  const [, name, revision] = /^(.*?)(?:@(\d+))?$/.exec(text) ?? [];
  try {
    const setId = await findSetId(session, name ?? text);
    return { type: 'set', setId, revision: revision === undefined ? null : Number(revision) };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code !== 'not-found') throw thrown;
    throw new Failure({
      code: 'not-found',
      message: `“${text}” is neither the folder of an export nor a set of the library.`,
      place: directory,
      remedy: `Name a folder that holds dataset.json, or a set as NAME@REVISION. ${thrown.remedy ?? ''}`.trimEnd(),
    });
  }
}
