import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';

/** How long to work before the process looks at its messages again, a wish to cancel among them. */
export const TURN_MS = 30;
/** A look at the clock for every file would cost as much as some files do. */
const IMAGES_PER_LOOK = 16;

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs synchronous work image by image, with a breath every 30 ms. @throws Failure cancelled, between two images */
export async function inTurns(
  count: number,
  options: { readonly signal: CancelSignal; readonly progress: (done: number) => void },
  work: (nth: number) => void,
): Promise<void> {
  let turnEndsAt = Date.now() + TURN_MS;
  for (let nth = 0; nth < count; nth++) {
    if (nth % IMAGES_PER_LOOK === 0 && Date.now() >= turnEndsAt) {
      options.progress(nth);
      await nextTurn();
      throwIfCancelled(options.signal);
      turnEndsAt = Date.now() + TURN_MS;
    }
    work(nth);
  }
  options.progress(count);
  throwIfCancelled(options.signal);
}
