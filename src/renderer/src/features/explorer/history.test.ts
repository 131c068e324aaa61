import { describe, expect, it } from 'vitest';
import { beginHistory, changed, redone, settled, undone } from './history';

describe('history', () => {
  it('goes back and forth, one step per change', () => {
    const two = changed(changed(beginHistory(0), 1, null), 2, null);
    expect(undone(two).present).toBe(1);
    expect(undone(undone(two)).present).toBe(0);
    expect(redone(undone(two)).present).toBe(2);
    expect(undone(beginHistory(0)).present).toBe(0);
  });

  it('takes a drag for one step, and a second drag of the same slider for another', () => {
    let history = beginHistory(0);
    for (const value of [1, 2, 3]) history = changed(history, value, 'yaw');
    history = settled(history);
    for (const value of [4, 5]) history = changed(history, value, 'yaw');
    expect(undone(history).present).toBe(3);
    expect(undone(undone(history)).present).toBe(0);
  });

  it('does not join different sliders, and drops what was undone when something new is done', () => {
    const history = changed(changed(beginHistory(0), 1, 'yaw'), 2, 'pitch');
    expect(undone(history).present).toBe(1);
    const other = changed(undone(history), 7, null);
    expect(redone(other).present).toBe(7);
  });
});
