import { randomBytes } from 'node:crypto';
import { JobId, LibraryId, SetId } from '@shared/domain/ids';

// 32 letters, so that five bits of a random byte pick one without bias; 12 letters are 60 bits.
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 12;

/** 12 letters from the system's secure source; safe as a part of file names. */
export function randomLetters(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte & 31)).join('');
}

export const newJobId = (): JobId => JobId.parse(`job_${randomLetters()}`);
export const newSetId = (): SetId => SetId.parse(`ds_${randomLetters()}`);
export const newLibraryId = (): LibraryId => LibraryId.parse(`lib_${randomLetters()}`);
