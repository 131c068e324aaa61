import { describe, expect, it } from 'vitest';
import { decodeFaceBatch, encodeFaceBatch } from './faceBatch';

const PICTURES = [Uint8Array.of(1, 2, 3), new Uint8Array(), Uint8Array.of(9)];
const coded = (): Uint8Array<ArrayBuffer> => new Uint8Array(encodeFaceBatch(PICTURES));

describe('a batch of faces', () => {
  it('is little-endian lengths and bytes', () => {
    expect([...coded()]).toEqual([3, 0, 0, 0, 3, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 1, 0, 0, 0, 9]);
  });

  it('comes back as it went, from the middle of a buffer too', () => {
    expect(decodeFaceBatch(coded(), 3)).toEqual(PICTURES);
    const shifted = new Uint8Array(coded().length + 5);
    shifted.set(coded(), 5);
    expect(decodeFaceBatch(shifted.subarray(5), 3)).toEqual(PICTURES);
  });

  it('is refused when it was cut anywhere, goes on, or holds another number', () => {
    const whole = coded();
    for (let end = 0; end < whole.length; end++)
      expect(() => decodeFaceBatch(whole.slice(0, end), 3), `${end} bytes`).toThrow('cannot be read');
    expect(() => decodeFaceBatch(new Uint8Array([...whole, 0]), 3)).toThrow('bytes follow');
    expect(() => decodeFaceBatch(whole, 2)).toThrow('does not hold 2');
    const huge = whole.slice();
    huge.set([255, 255, 255, 255], 4);
    expect(() => decodeFaceBatch(huge, 3)).toThrow('within a picture');
  });
});
