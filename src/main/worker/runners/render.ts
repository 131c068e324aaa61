import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RenderSpec } from '@shared/domain/jobs';
import { throwIfCancelled } from '@shared/lib/abort';
import { openPictureRenderer } from '../../engine/generators/graphics/pictureRenderer';
import type { Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { ioFailure } from '../../platform/ioFailure';

/** Paths of the pictures in the order of the samples. */
const pathsOf = ({ samples, out, isFolder, format }: RenderSpec): string[] =>
  isFolder ? samples.map((_, at) => join(out, `${String(at + 1).padStart(4, '0')}.${format}`)) : [out];

/**
 * Renders pictures from coefficients. Same coefficients, crop and quality, same bytes as in a set.
 * @throws Failure invalid-input for meshes or styles that are not there, disk-full, io, cancelled
 */
export const runRender: Runner<RenderSpec> = async (spec, context, place) => {
  const built = join(place.resourcesDir, 'built');
  const render = await openPictureRenderer(join(built, 'head-model'), join(built, 'codecs'));
  const paths = pathsOf(spec);
  const total = paths.length;
  const folder = spec.isFolder ? spec.out : dirname(spec.out);
  try {
    await mkdir(folder, { recursive: true });
  } catch (thrown) {
    throw ioFailure(thrown, 'make the folder', folder);
  }
  for (const [at, path] of paths.entries()) {
    context.progress({ phase: 'render', done: at, total, unit: 'images' });
    throwIfCancelled(context.signal);
    const sample = spec.samples[at];
    if (sample !== undefined) await writeFileAtomic(path, render(sample, spec));
  }
  context.progress({ phase: 'render', done: total, total, unit: 'images' });
  const summary = total === 1 ? basename(paths[0] ?? '') : `${total} pictures`;
  return { setId: null, exportDir: null, runDir: null, summary };
};
