import { join } from 'node:path';
import type { CancelSignal } from '@shared/lib/abort';
import { readTreeFile } from '../../../formats/images/readTreeFile';
import type { ImportPlan } from '../../../storage/importPlan';
import { packPictures } from './packSource';
import type { SourcePicture } from './sourcePicture';

export interface ImportSource {
  readonly total: number;
  /** In an order that is the same at each resume; memory stays flat. @throws Failure */
  pictures(signal: CancelSignal): AsyncGenerator<SourcePicture>;
}

/** Where the pictures of a plan are read from. @param folder the folder or file that is imported */
export function importSource(folder: string, plan: ImportPlan): ImportSource {
  const { pack } = plan;
  if (pack !== undefined)
    return { total: pack.pictures, pictures: (signal) => packPictures(folder, plan, pack.format, signal) };
  return {
    total: plan.subjects.reduce((sum, { files }) => sum + files.length, 0),
    pictures: () => treePictures(folder, plan),
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- the other source waits for its file
async function* treePictures(folder: string, { subjects }: ImportPlan): AsyncGenerator<SourcePicture> {
  for (const [identityIndex, { subject, files }] of subjects.entries()) {
    for (const [sampleIndex, path] of files.entries()) {
      const read = (): Promise<Uint8Array> => readTreeFile(join(folder, path));
      yield { identityIndex, sampleIndex, subject, path, isFile: true, read };
    }
  }
}
