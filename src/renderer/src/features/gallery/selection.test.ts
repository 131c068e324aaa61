import { describe, expect, it } from 'vitest';
import { Selection } from './selection';

const order = Uint32Array.from([5, 3, 1, 0, 2, 4]);

describe('Selection', () => {
  it('takes one by a plain click and more by Ctrl', () => {
    const selection = new Selection(6);
    selection.only(order, 0);
    selection.toggle(order, 2);
    expect(selection.rows()).toEqual([1, 5]);
    selection.toggle(order, 0);
    expect(selection.rows()).toEqual([1]);
    expect(selection.count).toBe(1);
  });

  it('extends in the order on screen, in both directions, from the last click', () => {
    const selection = new Selection(6);
    selection.only(order, 2);
    selection.extendTo(order, 4);
    expect(selection.rows()).toEqual([0, 1, 2]);
    selection.extendTo(order, 0);
    expect(selection.rows()).toEqual([1, 3, 5]);
  });

  it('keeps what a filter hides', () => {
    const selection = new Selection(6);
    selection.add(order);
    const filtered = Uint32Array.from([5]);
    selection.toggle(filtered, 0);
    expect(selection.count).toBe(5);
  });

  it('ignores rows that are not there', () => {
    const selection = new Selection(2);
    selection.add([0, 7]);
    selection.extendTo(order, 99);
    expect(selection.count).toBeLessThanOrEqual(2);
  });
});
