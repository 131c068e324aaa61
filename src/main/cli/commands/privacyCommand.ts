import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DEFAULT_JUDGE } from '@shared/domain/judges';
import type { SetId } from '@shared/domain/ids';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { runJob } from '../followJob';
import { integer } from '../optionParsers';
import { reportText } from '../reportText';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly against?: readonly string[];
  readonly export?: string;
  readonly out?: string;
  readonly pairs: number;
  readonly judge: string;
}

/** `outis privacy`: how near a scored synthetic set, or what of it went into an export, comes to real people. */
export function addPrivacyCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('privacy'))
    .description('privacy report of a scored synthetic set: nearest real pictures, thresholds, pairs, copies')
    .argument('<set>', 'name or id of the synthetic set')
    .option('--against <set...>', 'real sets to hold it against; every one of the library when left out')
    .option('--export <folder>', 'look only at the samples that are in this export of the set')
    .option('--out <folder>', 'write the report there as HTML and JSON')
    .option('--pairs <k>', 'most alike pairs to list', integer(1, 200), 24)
    .option('--judge <judge>', 'key of the judge that scored the sets', DEFAULT_JUDGE)
    .action((set: string, options: Options) =>
      withSession(cli, options, async (session) => {
        const setId = await findSetId(session, set);
        const against: SetId[] = [];
        for (const name of options.against ?? []) against.push(await findSetId(session, name));
        const job = await runJob(cli, session, {
          kind: 'privacy',
          setId,
          against: options.against === undefined ? null : against,
          exportDir: options.export === undefined ? null : resolve(cli.cwd, options.export),
          topK: options.pairs,
          judge: options.judge,
        });
        const report = await session.call('run.report', job.id);
        const files: string[] = [];
        if (options.out !== undefined)
          for (const as of ['html', 'json'] as const)
            files.push(
              await session.call('privacy.save', { runId: job.id, folder: resolve(cli.cwd, options.out), as }),
            );
        const text = [reportText(job.outcome.summary, report), ...files].join('\n');
        cli.output.result('privacy', { jobId: job.id, durationMs: job.durationMs, files, report }, text);
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis privacy Syn_120_20 --library faces --out papers',
    'outis privacy Syn_120_20 --library faces --against volunteers --pairs 50 --json',
  );
}
