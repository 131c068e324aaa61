import { hasHiddenCharacters, MAX_SUBJECT_LENGTH } from '@shared/domain/consent';
import { Failure } from '@shared/lib/failure';

const MAX_PATH_LENGTH = 1024;

/**
 * A path that a foreign file gives: below its own folder, `/` separated, plain. A leading `./` is dropped.
 * @param place of the name, for the message. @throws Failure invalid-input
 */
export function foreignPath(path: string, place: string): string {
  const plain = path.replace(/^(?:\.\/)+/, '');
  const why =
    plain === ''
      ? 'is empty'
      : plain.length > MAX_PATH_LENGTH
        ? `is longer than ${MAX_PATH_LENGTH} characters`
        : /^(?:\/|\\|[A-Za-z]:)/.test(plain)
          ? 'is absolute'
          : plain.split(/[/\\]/).includes('..')
            ? 'leads out of the folder'
            : hasHiddenCharacters(plain) || plain.includes('\ufffd')
              ? 'holds control or invisible characters, or is not valid text'
              : null;
  if (why === null) return plain;
  throw new Failure({
    code: 'invalid-input',
    message: `The name ${JSON.stringify(plain.slice(0, 200))} ${why}.`,
    place,
    remedy: 'Do not trust this file; if it is your own, write it again with plain names.',
  });
}

/** Five digits, as our own folders have them. */
export const identityOfLabel = (label: number): string => String(label).padStart(5, '0');

/**
 * Name of an identity as a foreign file gives it: one folder name. Null and what is missing become the label in five digits.
 * @throws Failure invalid-input
 */
export function foreignIdentity(name: unknown, label: number | null, place: string): string {
  if ((name === null || name === undefined) && label !== null) return identityOfLabel(label);
  const why =
    typeof name !== 'string'
      ? 'There is neither a label nor the name of an identity.'
      : name.trim() !== name || name === '' || name.length > MAX_SUBJECT_LENGTH
        ? `The identity’s name is empty, longer than ${MAX_SUBJECT_LENGTH} characters, or begins or ends with a space.`
        : hasHiddenCharacters(name) || /[/\\]/.test(name) || /^\.{1,2}$/.test(name)
          ? 'The identity’s name holds a slash, or control or invisible characters.'
          : null;
  if (typeof name === 'string' && why === null) return name;
  throw new Failure({
    code: 'invalid-input',
    message: why ?? 'The identity’s name is not text.',
    place,
    remedy: 'Give every image a whole-number label or a plain identity name.',
  });
}

/** A class as stored: a whole number from 0. @throws Failure invalid-input */
export function foreignLabel(label: unknown, place: string): number {
  const value = typeof label === 'bigint' ? Number(label) : label;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Failure({
    code: 'invalid-input',
    message: `The label ${typeof value === 'number' || typeof value === 'string' ? JSON.stringify(value) : 'of this image'} is no whole number from 0.`,
    place,
    remedy: 'Labels are classes counted from 0.',
  });
}
