import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { VerifySpec } from '@shared/domain/jobs';
import { Failure } from '@shared/lib/failure';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId, findTrainingRun } from '../findByName';
import { runJob } from '../followJob';
import { integer } from '../optionParsers';
import { reportText } from '../reportText';
import type { Session } from '../session';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly run: string;
  readonly heldOut?: boolean;
  readonly set?: string;
  readonly images?: string;
  readonly pairs?: string;
  readonly bin?: string;
  readonly align: boolean;
  readonly pairsPerFold: number;
  readonly seed: number;
}

/** `outis verify`: how well a trained run tells people apart. */
export function addVerifyCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('verify'))
    .description('verify a trained run: 10-fold accuracy, ROC, EER, TAR at FAR')
    .requiredOption('--run <run>', 'name or id of a training run')
    .option('--held-out', 'on the identities that the run kept out of training')
    .option('--set <set>', 'on the kept samples of a set')
    .option('--images <folder>', 'on pictures in a folder, with --pairs')
    .option('--pairs <file>', 'LFW-style pairs file for --images')
    .option('--bin <file>', 'on InsightFace’s verification file, e.g. lfw.bin; nothing in it is run')
    .option('--no-align', 'the pictures of --images are cut out and aligned already')
    .option('--pairs-per-fold <n>', 'pairs drawn per fold and kind where there is no pairs file', integer(1, 3000), 300)
    .option('--seed <k>', 'decides which pairs are drawn', integer(0), 0)
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const source = await sourceOf(cli, session, options);
        const runId = await findTrainingRun(session, options.run);
        const { pairsPerFold, seed } = options;
        const job = await runJob(cli, session, { kind: 'verify', runId, source, pairsPerFold, seed });
        const report = await session.call('run.report', job.id);
        const result = { runId: job.id, durationMs: job.durationMs, runDir: job.outcome.runDir, report };
        cli.output.result('verify', result, reportText(job.outcome.summary, report));
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis verify --library faces --run first --held-out',
    'outis verify --library faces --run first --set volunteers',
    'outis verify --library faces --run first --images ~/lfw --pairs ~/lfw/pairs.txt',
    'outis verify --library faces --run first --bin ~/faces_emore/lfw.bin',
  );
}

/** Exactly one source, and all of it. */
async function sourceOf(cli: Cli, session: Session, options: Options): Promise<VerifySpec['source']> {
  const { heldOut, set, images, pairs, bin, align } = options;
  const namedCount = [
    heldOut === true,
    set !== undefined,
    images !== undefined || pairs !== undefined,
    bin !== undefined,
  ].filter(Boolean).length;
  if (namedCount === 1 && heldOut === true) return { type: 'held-out' };
  if (namedCount === 1 && set !== undefined) return { type: 'set', setId: await findSetId(session, set) };
  if (namedCount === 1 && bin !== undefined) return { type: 'bin', file: resolve(cli.cwd, bin) };
  if (namedCount === 1 && images !== undefined && pairs !== undefined) {
    return { type: 'folder', images: resolve(cli.cwd, images), pairs: resolve(cli.cwd, pairs), align };
  }
  throw new Failure({
    code: 'invalid-input',
    message:
      namedCount > 1
        ? 'More than one thing to verify on is named.'
        : 'What to verify on is not named, or only half of it.',
    place: '--held-out, --set, --images with --pairs, --bin',
    remedy: 'Give exactly one of: --held-out, --set SET, --images FOLDER together with --pairs FILE, or --bin FILE.',
  });
}
