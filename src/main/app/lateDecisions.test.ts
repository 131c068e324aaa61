import { describe, expect, it, vi } from 'vitest';
import type { Contract } from '@shared/contract';
import type { Handlers } from '@shared/contract/define';
import { watchDecisions } from './lateDecisions';

/** A clock that is moved by hand, and a journal that answers when it is told to. */
function begin() {
  let nowMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly work: () => void }>();
  const answers: (() => void)[] = [];
  const decide = vi.fn(() => new Promise<never>((resolve) => answers.push(resolve as () => void)));
  // Only the decisions are ever called here.
  const late = watchDecisions(
    { 'curation.decide': decide } as unknown as Handlers<Contract>,
    (work, afterMs) => {
      const timer = { atMs: nowMs + afterMs, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    () => nowMs,
  );
  const call = late.watched['curation.decide'] as unknown as () => Promise<void>;
  let hasSettled = false;
  return {
    timers,
    decide: () => void call(),
    answer: async () => {
      answers.shift()?.();
      await new Promise(setImmediate);
    },
    leave: () => void late.settled().then(() => (hasSettled = true)),
    pass: async (ms: number) => {
      nowMs += ms;
      for (const timer of [...timers]) if (timer.atMs <= nowMs && timers.delete(timer)) timer.work();
      await new Promise(setImmediate);
    },
    hasLeft: () => hasSettled,
  };
}

describe('leaving with decisions on their way', () => {
  it('waits for none where none came', async () => {
    const { leave, pass, hasLeft, timers } = begin();
    leave();
    await pass(0);
    expect(hasLeft()).toBe(true);
    expect(timers.size).toBe(0);
  });

  it('waits for the one being written, and for those that the window sends after it', async () => {
    const { decide, leave, answer, pass, hasLeft, timers } = begin();
    decide();
    leave();
    await pass(400);
    expect(hasLeft()).toBe(false);
    await answer();
    await pass(100);
    decide();
    await pass(100);
    expect(hasLeft()).toBe(false);
    await answer();
    await pass(149);
    expect(hasLeft()).toBe(false);
    await pass(1);
    expect(hasLeft()).toBe(true);
    expect(timers.size).toBe(0);
  });

  it('does not wait for ever for a journal that does not answer', async () => {
    const { decide, leave, pass, hasLeft } = begin();
    decide();
    leave();
    await pass(1999);
    expect(hasLeft()).toBe(false);
    await pass(1);
    expect(hasLeft()).toBe(true);
  });
});
