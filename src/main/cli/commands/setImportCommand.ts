import { resolve } from 'node:path';
import type { Command } from 'commander';
import { CropName } from '@shared/domain/generateRecipe';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { runJob } from '../followJob';
import { oneOf } from '../optionParsers';
import { withSession } from '../withSession';
import { setResult } from './setTexts';

interface Options {
  readonly library?: string;
  readonly name: string;
  readonly from: string;
  readonly consent?: string;
  readonly crop: CropName;
  readonly severalFaces: 'largest' | 'refuse';
}

export function addSetImportCommand(parent: Command, cli: Cli): void {
  const command = withLibraryOption(parent.command('import'))
    .description(
      'take in consented pictures of real people: a folder per subject or a dataset, found, cut out and aligned',
    )
    .requiredOption('--name <name>', 'name of the set')
    .requiredOption(
      '--from <path>',
      'folder with one folder per subject, or a dataset: .rec, tar, Parquet, TFRecord, LMDB …',
    )
    .option('--consent <file>', 'CSV: subject, status, purposes, date, document; without it nothing may be used')
    .option('--crop <crop>', CropName.options.join(', '), oneOf(CropName.options), '112x112')
    .option(
      '--several-faces <what>',
      'take the largest, or refuse the picture',
      oneOf(['largest', 'refuse'] as const),
      'largest',
    )
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const job = await runJob(cli, session, {
          kind: 'import',
          name: options.name,
          folder: resolve(cli.cwd, options.from),
          consentFile: options.consent === undefined ? null : resolve(cli.cwd, options.consent),
          crop: options.crop,
          severalFaces: options.severalFaces,
        });
        await setResult(cli, session, 'set import', job);
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis set import --library faces --name volunteers --from ~/volunteers --consent ~/volunteers/consent.csv',
    'outis set import --library faces --name bought --from ~/bought/train.rec --consent ~/bought/consent.csv',
  );
}
