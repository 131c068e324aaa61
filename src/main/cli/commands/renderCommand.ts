import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type CropName, CROP_SIZE_PX } from '@shared/domain/generateRecipe';
import { MAX_RENDERED } from '@shared/domain/jobs';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { integer } from '../optionParsers';
import { readCoefficients } from '../render/readCoefficients';
import { misused, type RenderOptions } from '../render/renderOptions';
import { type Picture, renderPictures } from '../render/renderPictures';
import { renderStored } from '../render/renderStored';

const DEFAULT_QUALITY = 92;

/** `112` for a square, or the name of a crop. */
function cropName(text: string): CropName {
  const name = /^\d+$/.test(text) ? `${text}x${text}` : text;
  if (name in CROP_SIZE_PX) return name as CropName; // a key of the table of crops
  throw new InvalidArgumentError('Expected 112, 96x112 or 256.');
}

/** `outis render`: pictures from coefficients, and the coefficients of pictures that are there. */
export function addRenderCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('render'))
    .description('render pictures from coefficients: from a file, or those that a sample of a set was drawn from')
    .option('--coefficients <file>', `JSON: one sample, or a list of up to ${MAX_RENDERED}`)
    .option('--set <name>', 'a synthetic set of the library, with --sample')
    .option('--sample <id>', 'one of its samples, e.g. i000012s0003')
    .option('--out <file>', 'the picture, .jpg or .png; of a list, the folder for them')
    .option('--save-coefficients <file>', "writes the sample's coefficients as JSON")
    .option('--size <px>', '112, 96x112 or 256; 112 or as in the set when left out', cropName)
    .option('--quality <q>', 'of a JPEG file; 92 or as in the set when left out', integer(1, 100))
    .action((options: RenderOptions) => render(cli, options));
  withExamples(
    withJsonOption(command),
    'outis render --coefficients face.json --out face.png --size 256',
    'outis render --coefficients hundred.json --out faces',
    'outis render --library faces --set Syn_120_20 --sample i000012s0003 --out again.jpg',
    'outis render --library faces --set Syn_120_20 --sample i000012s0003 --save-coefficients face.json',
  );
}

async function render(cli: Cli, options: RenderOptions): Promise<void> {
  const isStored = options.set !== undefined || options.sample !== undefined;
  if (isStored === (options.coefficients !== undefined))
    throw misused('Name either a file with --coefficients, or a stored sample with --set and --sample.');
  if (isStored) {
    await renderStored(cli, options);
    return;
  }
  if (options.saveCoefficients !== undefined) throw misused('--save-coefficients is for stored samples.');
  if (options.out === undefined) throw misused('Say with --out where the picture shall go.');
  const file = resolve(cli.cwd, options.coefficients ?? '');
  const { samples, isList } = await readCoefficients(file);
  const pictures = await renderPictures(cli, {
    samples,
    isList,
    out: resolve(cli.cwd, options.out),
    crop: options.size ?? '112x112',
    jpegQuality: options.quality ?? DEFAULT_QUALITY,
  });
  const [first] = pictures;
  const text = pictures.length === 1 ? pictureText(first) : `${pictures.length} pictures in ${options.out}`;
  cli.output.result('render', { pictures }, text);
}

const pictureText = (picture: Picture | undefined): string =>
  picture === undefined ? '' : `${picture.path}: ${picture.sizeBytes} bytes`;
