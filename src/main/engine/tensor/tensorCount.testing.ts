import { tensorFlow } from './bootstrap';

/** How many tensors `work` leaves behind besides those alive before; 0 for anything that cleans up. */
export async function tensorsLeftBy(work: () => unknown): Promise<number> {
  const { memory } = tensorFlow();
  const before = memory().numTensors;
  await work();
  return memory().numTensors - before;
}
