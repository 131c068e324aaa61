import { resolve } from 'node:path';
import type { Command } from 'commander';
import { TrainConfig } from '@shared/domain/training';
import { Failure } from '@shared/lib/failure';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { runJob } from '../followJob';
import { noteConsents } from '../consentNotes';
import { findSetId } from '../findByName';
import { integer } from '../optionParsers';
import { parseInput } from '../parseInput';
import { readJson } from '../readJson';
import { reportText } from '../reportText';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly name: string;
  readonly sets: readonly string[];
  readonly heldOut?: number;
  readonly config?: string;
  readonly epochs?: number;
  readonly batchSize?: number;
}

/** `outis train`: a recogniser on one or more sets of the library. */
export function addTrainCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('train'))
    .description('train a recogniser on the kept samples of one or more sets')
    .requiredOption('--name <name>', 'name of the run')
    .requiredOption('--sets <set...>', 'names or ids of the sets')
    .option('--held-out <n>', 'synthetic identities kept out of training, to verify on; 0 for none', integer(0))
    .option(
      '--config <file>',
      'JSON: network, head, optimiser, augmentation, batchSize, epochs …; any part may be left out',
    )
    .option('--epochs <n>', 'passes over the data', integer(1, 1000))
    .option('--batch-size <n>', 'samples per update', integer(2, 1024))
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const sets = await Promise.all(options.sets.map((name) => findSetId(session, name)));
        await noteConsents(cli, session, sets);
        const job = await runJob(cli, session, {
          kind: 'train',
          name: options.name,
          sets,
          ...(options.heldOut === undefined ? {} : { heldOutIdentities: options.heldOut }),
          training: await trainingOf(cli, options),
        });
        const report = await session.call('run.report', job.id);
        const result = { runId: job.id, durationMs: job.durationMs, runDir: job.outcome.runDir, report };
        cli.output.result('train', result, reportText(job.outcome.summary, report));
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis train --library faces --name first --sets Syn_120_20',
    'outis train --library faces --name mix --sets Syn_120_20 volunteers --config training.json --epochs 20',
  );
}

async function trainingOf(cli: Cli, options: Options): Promise<TrainConfig> {
  const file = options.config === undefined ? null : resolve(cli.cwd, options.config);
  const written = file === null ? {} : await readJson(file);
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw new Failure({
      code: 'invalid-input',
      message: 'A training configuration is a JSON object.',
      place: file ?? '--config',
    });
  }
  const given = {
    ...written,
    ...(options.epochs === undefined ? {} : { epochs: options.epochs }),
    ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
  };
  return parseInput(TrainConfig, given, file ?? 'outis train');
}
