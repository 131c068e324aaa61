import { describe, expect, it } from 'vitest';
import { oncePerFrame } from './oncePerFrame';

function begin() {
  const sources = new Set<() => void>();
  const waiting = new Set<() => void>();
  const subscribe = oncePerFrame(
    (listener) => {
      sources.add(listener);
      return () => sources.delete(listener);
    },
    (work) => {
      waiting.add(work);
      return () => waiting.delete(work);
    },
  );
  const change = (): void => sources.forEach((tell) => tell());
  const frame = (): void => {
    const due = [...waiting];
    waiting.clear();
    due.forEach((work) => work());
  };
  return { sources, waiting, subscribe, change, frame };
}

describe('oncePerFrame', () => {
  it('tells every listener once of many changes, and again of later ones', () => {
    const { subscribe, change, frame } = begin();
    let [first, second] = [0, 0];
    subscribe(() => first++);
    subscribe(() => second++);
    for (let i = 0; i < 5; i++) change();
    expect([first, second]).toEqual([0, 0]);
    frame();
    expect([first, second]).toEqual([1, 1]);
    frame();
    expect(first).toBe(1);
    change();
    frame();
    expect([first, second]).toEqual([2, 2]);
  });

  it('lets go of the source and of what waits with its last listener, and begins again', () => {
    const { sources, waiting, subscribe, change, frame } = begin();
    let told = 0;
    const leave = subscribe(() => told++);
    change();
    leave();
    expect([sources.size, waiting.size]).toEqual([0, 0]);
    subscribe(() => told++);
    change();
    frame();
    expect(told).toBe(1);
  });
});
