interface HasIdentity {
  readonly identityIndex: number;
}

/**
 * Position of the task that a free thread should take: one of the identity it has built already; else one of an identity that no
 * other thread is at; else the first. −1 when there is none. Order never changes bytes, only how often identities are built.
 * @param own identity that this thread built last, or null
 * @param others identities that the other threads are at
 */
export function chooseTask(queue: readonly HasIdentity[], own: number | null, others: ReadonlySet<number>): number {
  const same = queue.findIndex((task) => task.identityIndex === own);
  if (same >= 0) return same;
  const fresh = queue.findIndex((task) => !others.has(task.identityIndex));
  return fresh >= 0 ? fresh : queue.length > 0 ? 0 : -1;
}
