import type { z } from 'zod';
import { Failure } from '@shared/lib/failure';
import { readJsonAs, writeJson } from '../storage/jsonFile';

/** A small file of the user's profile, such as the list of recent libraries: losing it costs nothing that matters. */
export interface UserFile<T> {
  /** The content, or the fallback when it is missing or damaged. */
  read(): Promise<T>;
  /** Reads, changes, writes; one change after another. */
  change(next: (value: T) => T): Promise<void>;
}

export function createUserFile<S extends z.ZodType>(
  path: string,
  schema: S,
  fallback: z.output<S>,
): UserFile<z.output<S>> {
  let turn: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<z.output<S>> => {
    try {
      return await readJsonAs(path, schema);
    } catch (thrown) {
      if (thrown instanceof Failure && (thrown.code === 'not-found' || thrown.code === 'corrupt-data')) return fallback;
      throw thrown;
    }
  };
  return {
    read,
    change: (next) => {
      const mine = turn.then(async () => writeJson(path, next(await read())));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
