import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SampleFactors } from '@shared/graphics/factors';
import type { Quality } from './explorerProtocol';
import { FaceMailbox } from './faceMailbox';

// The mailbox looks at nothing inside.
const face = (name: string): SampleFactors => ({ name }) as never;

describe('face mailbox', () => {
  let drawn: string[];
  let finish: (() => void)[];
  const errors: unknown[] = [];
  const draw = (factors: SampleFactors, quality: Quality): Promise<void> => {
    drawn.push(`${(factors as unknown as { name: string }).name} ${quality}`);
    return new Promise((resolve) => finish.push(resolve));
  };
  const finishOne = async (): Promise<void> => {
    finish.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  beforeEach(() => {
    vi.useFakeTimers();
    drawn = [];
    finish = [];
  });
  afterEach(() => vi.useRealTimers());

  it('drafts the newest, skips what was overtaken, and refines at rest', async () => {
    const mailbox = new FaceMailbox(draw, (thrown) => errors.push(thrown));
    mailbox.show(face('a'));
    mailbox.show(face('b'));
    mailbox.show(face('c'));
    expect(drawn).toEqual(['a draft']);
    await finishOne();
    expect(drawn).toEqual(['a draft', 'c draft']);
    await finishOne();
    await vi.advanceTimersByTimeAsync(500);
    await finishOne();
    await finishOne();
    expect(drawn).toEqual(['a draft', 'c draft', 'c full', 'c large']);
    await vi.advanceTimersByTimeAsync(500);
    expect(drawn).toHaveLength(4);
  });

  it('lets a change in the middle of refining come next, without the large picture of the old face', async () => {
    const mailbox = new FaceMailbox(draw, (thrown) => errors.push(thrown));
    mailbox.show(face('a'));
    await finishOne();
    await vi.advanceTimersByTimeAsync(500);
    mailbox.show(face('b'));
    await finishOne();
    expect(drawn).toEqual(['a draft', 'a full', 'b draft']);
  });

  it('tells of a failure and draws again at the next change', async () => {
    const failures: unknown[] = [];
    const failing = vi.fn(() => Promise.reject(new Error('no head model')));
    const mailbox = new FaceMailbox(failing, (thrown) => failures.push(thrown));
    mailbox.show(face('a'));
    await vi.advanceTimersByTimeAsync(500);
    expect(failures.length).toBeGreaterThan(0);
    const before = failing.mock.calls.length;
    mailbox.show(face('b'));
    await vi.advanceTimersByTimeAsync(0);
    expect(failing.mock.calls.length).toBeGreaterThan(before);
    mailbox.close();
  });
});
