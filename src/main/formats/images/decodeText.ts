import { TextDecoder } from 'node:util';
import { Failure } from '@shared/lib/failure';

/**
 * Bytes of a text file to text: UTF-8, with or without byte-order mark.
 * @throws Failure invalid-input: too large, UTF-16, or not UTF-8. A person brings these files, so none of it is damage of ours.
 */
export function decodeText(bytes: Uint8Array, place: string, maxBytes: number): string {
  if (bytes.byteLength > maxBytes) {
    throw new Failure({
      code: 'invalid-input',
      message: `The file has ${bytes.byteLength} bytes, more than the ${maxBytes} that are read.`,
      place,
      remedy: 'Split it, or check that this is the right file.',
    });
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new Failure({
      code: 'invalid-input',
      message: 'The file is encoded as UTF-16.',
      place,
      remedy: 'Save it as "CSV UTF-8" or as UTF-8 text.',
    });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure(
      {
        code: 'invalid-input',
        message: 'The file is not UTF-8 text; letters with accents would be read wrongly.',
        place,
        remedy: 'Save it as "CSV UTF-8" or as UTF-8 text.',
      },
      { cause },
    );
  }
}
