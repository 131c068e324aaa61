import { readFile, stat } from 'node:fs/promises';
import { Failure } from '@shared/lib/failure';
import { MAX_CONSENT_FILE_BYTES, parseConsentFile } from '../formats/images/consentFile';
import { sha256Hex } from '../platform/hash';
import { ioFailure } from '../platform/ioFailure';
import type { ConsentFileReader } from './consent/importConsents';

/** Problems that a message lists; a file of thousands has no more to say in one sentence. */
const SHOWN_PROBLEMS = 3;

/**
 * Reads a newer consent file for an imported set. Strict: a row that cannot be read may be the withdrawal, so the file is
 * refused as a whole and nothing changes. Subjects that the set does not have are kept, as their pictures may come later.
 */
export const readConsentFile: ConsentFileReader = async (path) => {
  let bytes: Uint8Array;
  try {
    if ((await stat(path)).size > MAX_CONSENT_FILE_BYTES)
      throw new Failure({ code: 'invalid-input', message: 'The file is too large for a consent file.', place: path });
    bytes = await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the consent file', path);
  }
  const { records, places, problems, unknownColumns, notes } = parseConsentFile(bytes, path);
  const [first] = problems;
  if (first !== undefined) {
    const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ place, message }) => `${place}: ${message}`);
    const rest = problems.length - shown.length;
    throw new Failure({
      code: 'invalid-input',
      message: `${shown.join(' ')}${rest > 0 ? ` And ${rest} more.` : ''} Nothing was changed.`,
      place: first.place,
      remedy: first.remedy,
    });
  }
  return { records, places, unknownColumns, notes, sha256: sha256Hex(bytes) };
};
