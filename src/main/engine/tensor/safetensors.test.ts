import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { formatSafetensors, parseSafetensors } from './safetensors';

const sample = new Map([
  ['a.weight', { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, -6.5) }],
  ['labels', { shape: [2], values: Int32Array.of(-1, 7) }],
  ['pixels', { shape: [3], values: Uint8Array.of(0, 128, 255) }],
  ['step', { shape: [], values: Int32Array.of(12) }],
  ['nothing', { shape: [0, 4], values: new Float32Array(0) }],
]);

function withHeader(
  header: string,
  body = new Uint8Array(0),
  length = new TextEncoder().encode(header).length,
): Uint8Array {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  bytes.set(body, 8 + json.length);
  return bytes;
}

describe('safetensors', () => {
  it('reads back what it wrote, even from an odd offset in a larger buffer', () => {
    const bytes = formatSafetensors(sample, { format: 'outis' });
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const { tensors, metadata } = parseSafetensors(shifted.subarray(3), 'memory');
    expect(metadata).toEqual({ format: 'outis' });
    expect([...tensors]).toEqual([...sample]);
  });

  it('reads the buffer of a file', () => {
    const { tensors } = parseSafetensors(
      Buffer.concat([Buffer.from('x'), formatSafetensors(sample)]).subarray(1),
      'memory',
    );
    expect([...tensors]).toEqual([...sample]);
  });

  it('reads 64-bit counters of PyTorch', () => {
    const body = new Uint8Array(BigInt64Array.of(8n, -3n).buffer);
    const bytes = withHeader('{"n":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}', body);
    expect(parseSafetensors(bytes, 'memory').tensors.get('n')?.values).toEqual(Int32Array.of(8, -3));
  });

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['a header longer than the file', withHeader('{}', undefined, 1000)],
    ['a huge header length', withHeader('{}', undefined, 2 ** 52)],
    ['text that is not JSON', withHeader('{"a":')],
    ['a list for a header', withHeader('[]')],
    ['an unknown type', withHeader('{"a":{"dtype":"toString","shape":[1],"data_offsets":[0,4]}}', new Uint8Array(4))],
    ['offsets outside', withHeader('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', new Uint8Array(4))],
    ['offsets backwards', withHeader('{"a":{"dtype":"F32","shape":[0],"data_offsets":[4,0]}}', new Uint8Array(4))],
    [
      'a shape that does not fit',
      withHeader('{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}', new Uint8Array(4)),
    ],
    [
      'a shape beyond all numbers',
      withHeader('{"a":{"dtype":"U8","shape":[9e15,9e15],"data_offsets":[0,4]}}', new Uint8Array(4)),
    ],
    ['a negative side', withHeader('{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', new Uint8Array(4))],
    ['metadata that is not text', withHeader('{"__metadata__":{"a":1}}')],
  ])('refuses %s by name', (_, bytes) => {
    expect(() => parseSafetensors(bytes, 'model.safetensors')).toThrow(
      expect.objectContaining({ code: 'corrupt-data', place: 'model.safetensors' }) as Error,
    );
  });

  it('answers any damage with a Failure, never with another error', () => {
    const whole = formatSafetensors(sample);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, length) => {
        const damaged = whole.slice(0, length);
        if (at < damaged.length) damaged[at] = value;
        try {
          parseSafetensors(damaged, 'damaged');
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Failure);
        }
      }),
      { numRuns: 500 },
    );
  });
});
