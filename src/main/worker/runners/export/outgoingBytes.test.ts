import { describe, expect, it } from 'vitest';
import { OutgoingBytes } from './outgoingBytes';

describe('outgoing bytes', () => {
  it('stand one after another, whether their room was filled or they came from elsewhere, and keep when it grows', () => {
    const out = new OutgoingBytes(null, 4);
    out.keep(Uint8Array.of(1, 2));
    const room = out.room(2);
    room.set([3, 4]);
    out.keep(room);
    const grown = out.room(9);
    grown.fill(5);
    out.keep(grown);
    // Room that was asked for and not kept leaves nothing.
    out.room(3).fill(9);
    out.keep(Uint8Array.of(6));
    expect([...out.kept]).toEqual([1, 2, 3, 4, ...Array<number>(9).fill(5), 6]);
    out.clear();
    expect(out.kept).toHaveLength(0);
  });
});
