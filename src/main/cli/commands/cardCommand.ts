import type { Command } from 'commander';
import { DEFAULT_JUDGE } from '@shared/domain/judges';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { runJob } from '../followJob';
import { reportText } from '../reportText';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly set: string;
  readonly judge: string;
}

/** `outis card`: the quality card of a set that has been scored. */
export function addCardCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('card'))
    .description('quality card of a scored set: separability, uniqueness, consistency, likeness to real people')
    .requiredOption('--set <set>', 'name or id of the set')
    .option('--judge <judge>', 'key of the judge that scored it', DEFAULT_JUDGE)
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const setId = await findSetId(session, options.set);
        const job = await runJob(cli, session, { kind: 'card', setId, judge: options.judge });
        const report = await session.call('run.report', job.id);
        cli.output.result(
          'card',
          { jobId: job.id, durationMs: job.durationMs, report },
          reportText(job.outcome.summary, report),
        );
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis card --library faces --set Syn_120_20',
    'outis card --library faces --set Syn_120_20 --json',
  );
}
