import { resolve } from 'node:path';
import type { Command } from 'commander';
import { DeclaredSynthetic } from '@shared/domain/declaredSynthetic';
import { CropName } from '@shared/domain/generateRecipe';
import { Failure } from '@shared/lib/failure';
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
  readonly declaredSynthetic?: string;
  readonly how?: DeclaredSynthetic['how'];
}

export function addSetImportCommand(parent: Command, cli: Cli): void {
  const command = withLibraryOption(parent.command('import'))
    .description(
      'take in consented pictures of real people, or a synthetic set of somebody else: a folder per subject or a dataset, found, cut out and aligned',
    )
    .requiredOption('--name <name>', 'name of the set')
    .requiredOption(
      '--from <path>',
      'folder with one folder per subject, or a dataset: .rec, tar, Parquet, TFRecord, LMDB …',
    )
    .option('--consent <file>', 'CSV: subject, status, purposes, date, document; without it nothing may be used')
    .option(
      '--declared-synthetic <source>',
      'a synthetic set of somebody else: where it is said that it shows nobody who exists; with --how',
    )
    .option(
      '--how <how>',
      'rendered (by rules) or generated (by a trained model), as is said of it',
      oneOf(['rendered', 'generated'] as const),
    )
    .option('--crop <crop>', CropName.options.join(', '), oneOf(CropName.options), '112x112')
    .option(
      '--several-faces <what>',
      'take the largest, or refuse the picture',
      oneOf(['largest', 'refuse'] as const),
      'largest',
    )
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const declaredSynthetic = declarationOf(options, cli.userName);
        const job = await runJob(cli, session, {
          kind: 'import',
          name: options.name,
          folder: resolve(cli.cwd, options.from),
          consentFile: options.consent === undefined ? null : resolve(cli.cwd, options.consent),
          declaredSynthetic,
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
    'outis set import --library faces --name digiface --from ~/digiface --declared-synthetic "DigiFace-1M README, Microsoft" --how rendered',
  );
}

/** @throws Failure invalid-input for half a declaration, or one beside a consent file */
function declarationOf({ declaredSynthetic: source, how, consent }: Options, by: string): DeclaredSynthetic | null {
  if (source === undefined && how === undefined) return null;
  const fault = (message: string, place: string, remedy: string): Failure =>
    new Failure({ code: 'invalid-input', message, place, remedy });
  if (source === undefined || how === undefined)
    throw fault(
      'A declaration says where it comes from and how the set was made.',
      source === undefined ? '--declared-synthetic' : '--how',
      'Give both --declared-synthetic "SOURCE" and --how rendered or generated.',
    );
  if (consent !== undefined)
    throw fault(
      'People who do not exist cannot agree: give a consent file or a declaration, not both.',
      '--consent',
      'Leave one of the two out; import real people and synthetic ones as two sets.',
    );
  const declared = DeclaredSynthetic.safeParse({ by: by.slice(0, 80), source, how });
  if (declared.success) return declared.data;
  throw fault(
    'The source has 3 to 500 characters.',
    '--declared-synthetic',
    'Name a paper, page or file that says so.',
  );
}
