import { resolve } from 'node:path';
import { Failure } from '@shared/lib/failure';
import type { Cli } from './cli';
import type { Session } from './session';

export interface LibraryOption {
  readonly library?: string;
}

/** The library that a command works on. @throws Failure invalid-input when none is named. */
export function libraryPath(cli: Cli, options: LibraryOption, fallback: string | null = null): string {
  const named = options.library ?? cli.defaultLibrary ?? fallback;
  if (named !== null) return resolve(cli.cwd, named);
  throw new Failure({
    code: 'invalid-input',
    message: 'No library is named.',
    place: '--library',
    remedy: 'Add --library FOLDER, or set OUTIS_LIBRARY. A folder that is empty or does not exist becomes a library.',
  });
}

/** Opens a library, does the work, and closes it whatever happens. */
export async function withSession<T>(
  cli: Cli,
  options: LibraryOption & { readonly readOnly?: boolean; readonly fallback?: string },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const library = libraryPath(cli, options, options.fallback ?? null);
  return await closing(await cli.openSession({ library, readOnly: options.readOnly ?? false }), work);
}

/** Like `withSession`, in a library of the moment when none is named. */
export async function withAnySession<T>(
  cli: Cli,
  options: LibraryOption,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  if (options.library !== undefined) return await withSession(cli, options, work);
  return await closing(await cli.openTemporarySession(), work);
}

async function closing<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
