import { describe, expect, it } from 'vitest';
import { chooseTask } from './chooseTask';

const queue = (...identities: number[]) => identities.map((identityIndex) => ({ identityIndex }));

describe('choice of the next task', () => {
  it('stays with the identity that is built already', () => {
    expect(chooseTask(queue(4, 5, 5), 5, new Set([4]))).toBe(1);
  });
  it('else takes one that nobody is at', () => {
    expect(chooseTask(queue(4, 4, 6), 5, new Set([4]))).toBe(2);
  });
  it('else helps with the first', () => {
    expect(chooseTask(queue(4, 4), null, new Set([4]))).toBe(0);
  });
  it('finds nothing in an empty queue', () => {
    expect(chooseTask([], 1, new Set())).toBe(-1);
  });
});
