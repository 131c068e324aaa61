import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CropName } from '@shared/domain/generateRecipe';
import { TwinReport } from '@shared/domain/report';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { runJob } from '../followJob';
import { integer, oneOf } from '../optionParsers';
import { reportText } from '../reportText';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly set: string;
  readonly name: string;
  readonly seed: number;
  readonly size?: '112' | '96x112' | '256';
  readonly pairs?: string;
  readonly workers?: number;
}

const CROPS: Readonly<Record<NonNullable<Options['size']>, CropName>> = {
  '112': '112x112',
  '96x112': '96x112',
  '256': '256x256',
};

/** `outis set twin`: the moments of a real set with people who do not exist. */
export function addSetTwinCommand(parent: Command, cli: Cli): void {
  const command = withLibraryOption(parent.command('twin'))
    .description(
      'make the synthetic twin of a real set: its poses, expressions and light, with nobody’s face (Syn-LFW)',
    )
    .requiredOption('--set <set>', 'the real set, by name or id; its subjects must allow training')
    .requiredOption('--name <name>', 'name of the twin')
    .option('--seed <k>', 'who is drawn', integer(0), 0)
    .option(
      '--size <size>',
      '112, 96x112 or 256 pixels; as the real set when left out',
      oneOf(['112', '96x112', '256'] as const),
    )
    .option('--pairs <file>', 'pairs file of the real folder, to be said in the twin’s names')
    .option('--workers <w>', 'pixel threads; all cores when left out; never changes the bytes', integer(1, 256))
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const job = await runJob(cli, session, {
          kind: 'twin',
          setId: await findSetId(session, options.set),
          name: options.name,
          twin: { seed: options.seed, crop: options.size === undefined ? null : CROPS[options.size] },
          pairsFile: options.pairs === undefined ? null : resolve(cli.cwd, options.pairs),
          workers: options.workers ?? null,
        });
        const report = TwinReport.parse(await session.call('run.report', job.id));
        const areStrangers = report.strangers.verdict === 'strangers';
        cli.output.result('set twin', report, reportText(job.outcome.summary, report), areStrangers);
        if (!areStrangers) cli.finishBadly();
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis set twin --library faces --set volunteers --name volunteers-twin',
    'outis set twin --library faces --set lfw --name Syn-LFW --pairs ~/lfw/pairs.txt --seed 7',
  );
}
