import type { Command } from 'commander';
import type { CropName } from '@shared/domain/generateRecipe';
import { synName } from '@shared/domain/generateRecipe';
import { MAX_IDENTITIES, MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import { PRESET_NAMES, type PresetName } from '@shared/domain/presets';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { runJob } from '../followJob';
import { generatorOptions, numberAssignment } from '../generatorOptions';
import { demographicNumbers, identityPart, type IdentityOptions, withIdentityOptions } from '../identityOptions';
import { integer, oneOf } from '../optionParsers';
import { withSession } from '../withSession';
import { setResult } from './setTexts';

interface Options extends IdentityOptions {
  readonly library?: string;
  readonly name?: string;
  readonly identities: number;
  readonly samples: number;
  readonly seed: number;
  readonly size: '112' | '96x112' | '256';
  readonly quality: number;
  readonly mixup: number;
  readonly mixupWeights: 'steps' | 'continuous';
  readonly preset?: PresetName;
  readonly option?: Readonly<Record<string, number>>;
  readonly workers?: number;
}

/** `--size` says the side; 96x112 is SynFace's crop. */
const CROPS: Readonly<Record<Options['size'], CropName>> = { '112': '112x112', '96x112': '96x112', '256': '256x256' };

export function addSetGenerateCommand(parent: Command, cli: Cli): void {
  const command = withIdentityOptions(withLibraryOption(parent.command('generate')))
    .description('make a synthetic set: N identities with S samples each')
    .option('--name <name>', 'name of the set; Syn_N_S when left out')
    .requiredOption('--identities <n>', 'identities N', integer(1, MAX_IDENTITIES))
    .requiredOption('--samples <s>', 'samples per identity S', integer(1, MAX_SAMPLES_PER_IDENTITY))
    .option('--seed <k>', 'equal seeds give equal bytes', integer(0), 0)
    .option('--size <size>', '112, 96x112 or 256 pixels', oneOf(['112', '96x112', '256'] as const), '112')
    .option('--quality <q>', 'JPEG quality', integer(40, 100), 92)
    .option('--mixup <percent>', 'share of samples mixed with a second identity', integer(0, 100), 0)
    .option('--preset <name>', `starting point: ${PRESET_NAMES.join(', ')}`, oneOf(PRESET_NAMES))
    .option('--option <key=number>', 'any number of the generator’s options; may be repeated', numberAssignment)
    .option(
      '--mixup-weights <kind>',
      'steps: weights 0, 0.05 … 1; continuous: any between',
      oneOf(['steps', 'continuous'] as const),
      'steps',
    )
    .option('--workers <w>', 'pixel threads; all cores when left out; never changes the bytes', integer(1, 256))
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const { identities, samples, seed } = options;
        const job = await runJob(cli, session, {
          kind: 'generate',
          name: options.name ?? synName(identities, samples),
          recipe: {
            identities,
            samples,
            seed,
            crop: CROPS[options.size],
            jpegQuality: options.quality,
            options: generatorOptions(options.preset, { ...options.option, ...demographicNumbers(options) }),
            ...identityPart(options),
            identityMixup: { probability: options.mixup / 100, weights: options.mixupWeights },
          },
          workers: options.workers ?? null,
        });
        await setResult(cli, session, 'set generate', job);
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis set generate --library faces --identities 120 --samples 20',
    'outis set generate --library faces --identities 120 --samples 20 --preset surveillance --option hatProbability=0.3',
    'outis set generate --library faces --identities 600 --samples 20 --ages 20-60 --ancestry african=1,asian=1,caucasian=1 --min-distance 12',
    'outis set generate --library faces --name studio --identities 500 --samples 50 --seed 7 --size 96x112 --mixup 50',
  );
}
