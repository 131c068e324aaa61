import { Failure } from '@shared/lib/failure';

/** The operating system's short error name (`ENOENT`), or null when `thrown` is not from it. */
export function systemCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown)) return null;
  return typeof thrown.code === 'string' ? thrown.code : null;
}

export const isMissing = (thrown: unknown): boolean =>
  systemCode(thrown) === 'ENOENT' || systemCode(thrown) === 'ENOTDIR';

/**
 * Turns what a file operation threw into a `Failure` that names the file and what to do. A `Failure` passes through unchanged.
 * @param doing what was attempted, as it completes "Could not …", e.g. `write the sample table`.
 */
export function ioFailure(thrown: unknown, doing: string, path: string): Failure {
  if (thrown instanceof Failure) return thrown;
  const cause = { cause: thrown };
  const code = systemCode(thrown);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure(
        {
          code: 'disk-full',
          message: `Could not ${doing}: the disk is full.`,
          place: path,
          remedy: 'Free some space and resume.',
        },
        cause,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return new Failure(
        {
          code: 'not-found',
          message: `Could not ${doing}: it does not exist.`,
          place: path,
          remedy: 'Check the path; if the file was moved or deleted, put it back.',
        },
        cause,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Failure(
        {
          code: 'io',
          message: `Could not ${doing}: not permitted.`,
          place: path,
          remedy: 'Check the permissions of the folder, or choose another one.',
        },
        cause,
      );
    default: {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      return new Failure({ code: 'io', message: `Could not ${doing}: ${why}`, place: path }, cause);
    }
  }
}
