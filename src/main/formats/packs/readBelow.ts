import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Failure } from '@shared/lib/failure';
import { ioFailure } from '../../platform/ioFailure';
import { readTreeFile } from '../images/readTreeFile';

/**
 * Reads a file that a list names below a folder. Neither it nor a folder on its way may be a link that leads out.
 * @param root as `realpath` gives it. @param path checked by `foreignPath`. @param place of the name, for the message
 * @throws Failure invalid-input, not-found, io
 */
export async function readBelow(root: string, path: string, place: string): Promise<Uint8Array> {
  let real: string;
  try {
    real = await realpath(join(root, path));
  } catch (thrown) {
    const failure = ioFailure(thrown, `read ${path}, which is listed`, place);
    throw failure.code === 'not-found'
      ? new Failure(
          {
            code: 'not-found',
            message: `${JSON.stringify(path)} is listed and is not there.`,
            place,
            remedy: 'Put the file back, or take its line out.',
          },
          { cause: thrown },
        )
      : failure;
  }
  const below = relative(root, real);
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) {
    throw new Failure({
      code: 'invalid-input',
      message: `${JSON.stringify(path)} is a link that leads out of the folder.`,
      place,
      remedy: 'Copy what it leads to into the folder.',
    });
  }
  return readTreeFile(real);
}
