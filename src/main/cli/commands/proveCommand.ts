import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ProveReport } from '@shared/domain/report';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { runJob } from '../followJob';
import { integer } from '../optionParsers';
import { reportText } from '../reportText';
import { withAnySession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly export: string;
  readonly samples: number;
  readonly all?: boolean;
  readonly seed: number;
}

/** `outis prove`: renders samples of an export again and compares bytes. Needs nothing but the export. */
export function addProveCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('prove'))
    .description('prove that an export is synthetic: render samples again from its manifest and compare bytes')
    .requiredOption('--export <folder>', 'an export, with its manifest.jsonl and dataset.json')
    .option('--samples <k>', 'how many samples to render again', integer(1), 50)
    .option('--all', 'render every synthetic sample again')
    .option('--seed <k>', 'decides which samples are drawn', integer(0), 0)
    .action((options: Options) =>
      withAnySession(cli, options, async (session) => {
        const job = await runJob(cli, session, {
          kind: 'prove',
          exportDir: resolve(cli.cwd, options.export),
          samples: options.all === true ? null : options.samples,
          seed: options.seed,
        });
        const report = ProveReport.parse(await session.call('run.report', job.id));
        const isProven = report.verdict === 'proven';
        cli.output.result('prove', report, reportText(job.outcome.summary, report), isProven);
        if (!isProven) cli.finishBadly();
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis prove --export faces/exports/Syn_120_20',
    'outis prove --export handout/Mix_120_20_40_10 --all --json',
  );
}
