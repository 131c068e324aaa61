interface Asked<I, O> {
  readonly input: I;
  readonly resolve: (output: O) => void;
  readonly reject: (thrown: unknown) => void;
}

/**
 * Turns work on many into work on one: what is asked while a batch runs makes the next batch, in order. A batch that fails fails
 * for all who are in it.
 * @param work answers with one output per input
 */
export function inBatches<I, O>(work: (inputs: readonly I[]) => Promise<readonly O[]>): (input: I) => Promise<O> {
  let waiting: Asked<I, O>[] = [];
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const outputs = await work(batch.map(({ input }) => input));
        // One output per input, as the caller has promised.
        for (const [index, { resolve }] of batch.entries()) resolve(outputs[index] as O);
      } catch (thrown) {
        for (const { reject } of batch) reject(thrown);
      }
    }
    isRunning = false;
  };
  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (!isRunning) void run();
    });
}
