import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Failure } from '@shared/lib/failure';

const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Reads a whole file that a walk found. The file may have been exchanged since: a link, a pipe or one that has grown
 * beyond the limit is refused when it is opened. @throws Failure io or invalid-input.
 */
export async function readTreeFile(absolutePath: string, maxBytes = MAX_BYTES): Promise<Uint8Array> {
  // Without O_NONBLOCK, opening a pipe would wait for its writer.
  const handle = await open(absolutePath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (cause: unknown) => {
      throw new Failure(
        {
          code: 'io',
          message: `The file cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}.`,
          place: absolutePath,
          remedy: 'Check that it is still there, is no link, and may be read.',
        },
        { cause },
      );
    },
  );
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > maxBytes) {
      throw new Failure({
        code: 'invalid-input',
        message: stats.isFile() ? `The file has ${stats.size} bytes, more than ${maxBytes}.` : 'This is not a file.',
        place: absolutePath,
        remedy: 'Leave it out.',
      });
    }
    const bytes = new Uint8Array(stats.size);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await handle.close();
  }
}
