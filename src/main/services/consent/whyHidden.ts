import { Failure } from '@shared/lib/failure';

/** What a refused face is refused for; null when it is shown after all. @throws whatever else went wrong */
export async function whyHidden(face: Promise<unknown>): Promise<'no-consent' | 'missing' | null> {
  try {
    await face;
    return null;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (thrown.code === 'no-consent') return 'no-consent';
    if (thrown.code === 'not-found') return 'missing';
    throw thrown;
  }
}
