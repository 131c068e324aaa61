import { describe, expect, it } from 'vitest';
import { ReviewQueue } from './reviewQueue';

const all = (): boolean => true;

describe('ReviewQueue', () => {
  it('asks about each row once, however fast the keys come, and about none past the end', () => {
    const queue = new ReviewQueue(Uint32Array.of(4, 2, 7), 0);
    const judged: number[] = [];
    for (let press = 0; press < 5; press++) {
      if (queue.row !== undefined) judged.push(queue.row);
      queue.advance(all);
    }
    expect(judged).toEqual([4, 2, 7]);
    expect(queue.position).toBe(3);
    expect(queue.row).toBeUndefined();
  });

  it('passes over what is not wanted', () => {
    const queue = new ReviewQueue(Uint32Array.of(4, 2, 7, 9), 0);
    queue.advance((row) => row > 5);
    expect(queue.row).toBe(7);
    queue.advance((row) => row < 5);
    expect(queue.row).toBeUndefined();
  });

  it('goes back decision by decision, from past the end too', () => {
    const queue = new ReviewQueue(Uint32Array.of(4, 2, 7), 0);
    queue.advance((row) => row === 7);
    queue.advance(all);
    queue.returnToLast();
    expect(queue.row).toBe(7);
    queue.returnToLast();
    expect(queue.row).toBe(4);
    queue.returnToLast();
    expect(queue.row).toBe(4);
  });

  it('stays with an undo at the row about which the last thing was said', () => {
    const queue = new ReviewQueue(Uint32Array.of(4, 2, 7), 0);
    queue.advance(all);
    queue.stay();
    queue.look(1);
    queue.returnToLast();
    expect(queue.row).toBe(2);
    queue.returnToLast();
    expect(queue.row).toBe(4);
  });

  it('looks around inside the queue only', () => {
    const queue = new ReviewQueue(Uint32Array.of(4, 2), 1);
    queue.look(1);
    expect(queue.row).toBe(2);
    queue.look(-1);
    queue.look(-1);
    expect(queue.row).toBe(4);
    expect(queue.ahead(3)).toEqual([2]);
  });
});
