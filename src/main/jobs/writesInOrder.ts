/** Writes of one key happen one after the other; a failed one is reported and does not stop the next. */
export class WritesInOrder {
  private readonly tails = new Map<string, Promise<void>>();

  constructor(private readonly onFault: (message: string, thrown: unknown) => void) {}

  add(key: string, faultMessage: string, write: () => Promise<void>): void {
    const tail = (this.tails.get(key) ?? Promise.resolve()).then(write).catch((thrown: unknown) => {
      this.onFault(faultMessage, thrown);
    });
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
  }

  /** Resolves when everything added so far, and while waiting, was tried. */
  async settled(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values());
  }
}
