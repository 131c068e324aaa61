import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Coefficients } from '@shared/domain/coefficients';
import { ComposeSpec, MAX_COMPOSED_SAMPLES } from '@shared/domain/compose';
import type { CropName } from '@shared/domain/generateRecipe';
import { PRESET_NAMES, type PresetName } from '@shared/domain/presets';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { runJob } from '../followJob';
import { generatorOptions, numberAssignment } from '../generatorOptions';
import { integer, oneOf } from '../optionParsers';
import { parseInput } from '../parseInput';
import { readCoefficients } from '../render/readCoefficients';
import { misused } from '../render/renderOptions';
import { withSession } from '../withSession';
import { setResult } from './setTexts';

interface Options {
  readonly library?: string;
  readonly name?: string;
  readonly append?: string;
  readonly coefficients: readonly string[];
  readonly samples: number;
  readonly drawnOnly?: boolean;
  readonly seed?: number;
  readonly size?: '112' | '96x112' | '256';
  readonly quality?: number;
  readonly preset?: PresetName;
  readonly option?: Readonly<Record<string, number>>;
  readonly workers?: number;
}

const CROPS: Readonly<Record<NonNullable<Options['size']>, CropName>> = {
  '112': '112x112',
  '96x112': '96x112',
  '256': '256x256',
};

/** `outis set compose`: people made by hand become identities of a synthetic set. */
export function addSetComposeCommand(parent: Command, cli: Cli): void {
  const command = withLibraryOption(parent.command('compose'))
    .description('make a synthetic set of people made by hand, from files of coefficients, or add them to one')
    .option('--name <name>', 'name of the new set')
    .option('--append <set>', 'an earlier set of hand-made people, by name or id, instead of a new one')
    .requiredOption('--coefficients <file...>', 'JSON: one person each, or a list; numbered in this order')
    .requiredOption('--samples <s>', 'pictures of each person', integer(1, MAX_COMPOSED_SAMPLES))
    .option('--drawn-only', 'draw the first picture of each too, instead of taking the shot in the file')
    .option('--seed <k>', 'decides the drawn pictures of a new set; 0 when left out', integer(0))
    .option(
      '--size <size>',
      '112, 96x112 or 256 pixels of a new set; 112 when left out',
      oneOf(['112', '96x112', '256'] as const),
    )
    .option('--quality <q>', 'JPEG quality of a new set; 92 when left out', integer(40, 100))
    .option('--preset <name>', `options of the drawn pictures: ${PRESET_NAMES.join(', ')}`, oneOf(PRESET_NAMES))
    .option('--option <key=number>', 'any number of the generator’s options; may be repeated', numberAssignment)
    .option('--workers <w>', 'pixel threads; all cores when left out; never changes the bytes', integer(1, 256))
    .action((options: Options) => compose(cli, options));
  withExamples(
    withJsonOption(command),
    'outis set compose --library faces --name by-hand --coefficients ann.json bob.json --samples 20',
    'outis set compose --library faces --append by-hand --coefficients cy.json --samples 20 --preset studio',
  );
}

async function compose(cli: Cli, options: Options): Promise<void> {
  checkWords(options);
  const people: { coefficients: Coefficients; samples: number; keepsShot: boolean }[] = [];
  const keepsShot = options.drawnOnly !== true;
  for (const file of options.coefficients) {
    const { samples } = await readCoefficients(resolve(cli.cwd, file));
    people.push(...samples.map((coefficients) => ({ coefficients, samples: options.samples, keepsShot })));
  }
  const drawnBy = generatorOptions(options.preset, options.option ?? {});
  await withSession(cli, options, async (session) => {
    const { name = '', seed, quality: jpegQuality, size } = options;
    const into =
      options.append === undefined
        ? { type: 'new', name, seed, jpegQuality, ...(size === undefined ? {} : { crop: CROPS[size] }) }
        : { type: 'append', setId: await findSetId(session, options.append) };
    const spec = { kind: 'compose', into, people, options: drawnBy, workers: options.workers ?? null };
    const job = await runJob(cli, session, parseInput(ComposeSpec, spec, 'set compose'));
    await setResult(cli, session, 'set compose', job);
  });
}

/** @throws Failure invalid-input for options that do not fit together */
function checkWords({ name, append, seed, size, quality }: Options): void {
  if ((name === undefined) === (append === undefined))
    throw misused(
      'Name either a new set with --name, or an earlier set of hand-made people with --append.',
      'set compose',
    );
  if (append !== undefined && [seed, size, quality].some((value) => value !== undefined))
    throw misused(
      '--seed, --size and --quality are those of the set that grows: leave them out with --append.',
      'set compose',
    );
}
