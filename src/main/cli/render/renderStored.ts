import { resolve } from 'node:path';
import { SampleId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../../platform/atomicWrite';
import type { Cli } from '../cli';
import { findSetId } from '../findByName';
import { parseInput } from '../parseInput';
import { withSession } from '../withSession';
import { misused, type RenderOptions } from './renderOptions';
import { formatOf, renderPictures } from './renderPictures';

/**
 * A stored sample once more from its saved coefficients, those coefficients as a file, or both. The library is only read, so this
 * works beside an open window. @throws Failure not-found where nothing was saved
 */
export async function renderStored(cli: Cli, options: RenderOptions): Promise<void> {
  const { set, sample, out, saveCoefficients } = options;
  if (set === undefined || sample === undefined) throw misused('A stored sample is named by --set and --sample.');
  if (out === undefined && saveCoefficients === undefined)
    throw misused(
      'Say with --out where the picture shall go, or with --save-coefficients where its coefficients shall.',
    );
  const picture = out === undefined ? null : resolve(cli.cwd, out);
  if (picture !== null) formatOf(picture, false);
  const sampleId = parseInput(SampleId, sample, '--sample');
  const stored = await withSession(cli, { ...options, readOnly: true }, async (session) =>
    session.call('sample.factors', { setId: await findSetId(session, set), sampleId }),
  );
  if (stored === null) throw notSaved(set, sampleId);
  const file = saveCoefficients === undefined ? null : resolve(cli.cwd, saveCoefficients);
  if (file !== null) await writeFileAtomic(file, `${JSON.stringify(stored.coefficients)}\n`);
  if (picture === null) {
    cli.output.result('render', { coefficients: file, pictures: [] }, `Coefficients of ${sampleId} in ${file ?? ''}`);
    return;
  }
  const crop = options.size ?? stored.crop;
  const jpegQuality = options.quality ?? stored.jpegQuality;
  const isLikeStored = formatOf(picture, false) === 'jpg' && crop === stored.crop && jpegQuality === stored.jpegQuality;
  const pictures = await renderPictures(cli, {
    samples: [stored.coefficients],
    isList: false,
    out: picture,
    crop,
    jpegQuality,
  });
  // In another size, quality or format there is nothing to compare.
  const isIdentical = isLikeStored ? pictures[0]?.sha256 === stored.sha256 : null;
  cli.output.result(
    'render',
    { coefficients: file, pictures, isIdentical },
    `${picture}: ${VERDICTS[String(isIdentical) as keyof typeof VERDICTS]}`, // true, false or null
    isIdentical !== false,
  );
  if (isIdentical === false) cli.finishBadly();
}

const VERDICTS = {
  true: 'identical to the stored file, to the byte',
  false: 'differs from the stored file: another generator made it, or it was changed',
  null: 'rendered in another form than the stored file',
} as const;

const notSaved = (set: string, sampleId: SampleId): Failure =>
  new Failure({
    code: 'not-found',
    message: 'This sample has no saved coefficients.',
    place: `${set}, ${sampleId}`,
    remedy:
      'Only synthetic samples have them, of sets made since they are saved. Generate the set again from its recipe.',
  });
