import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';

/** SHA-256 as 64 lower-case hexadecimal digits; text is taken as UTF-8. */
export const sha256Hex = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

/** SHA-256 of a file, read as a stream. Errors of the file system pass through. */
export async function sha256OfFile(path: string, signal?: CancelSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (signal !== undefined) throwIfCancelled(signal);
    hash.update(chunk as Buffer); // a read stream without an encoding yields buffers
  }
  return hash.digest('hex');
}

/** The same in one call, for a thread that has nothing else to do; memory stays flat. Errors of the file system pass through. */
export function sha256OfFileNow(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(1 << 18);
  const file = openSync(path, 'r');
  try {
    for (let length = -1; length !== 0;) {
      length = readSync(file, buffer, 0, buffer.length, null);
      hash.update(buffer.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
