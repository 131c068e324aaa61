import { Failure } from '@shared/lib/failure';

/** What is read, or null where it is not there; every other failure passes. */
export async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'not-found') return null;
    throw thrown;
  }
}
