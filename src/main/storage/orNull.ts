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

/** What is read, or `instead` where it is damaged; every other failure passes. */
export async function orIfDamaged<T, I>(reading: Promise<T>, instead: I): Promise<T | I> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'corrupt-data') return instead;
    throw thrown;
  }
}
