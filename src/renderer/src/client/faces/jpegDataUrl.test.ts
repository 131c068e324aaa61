import { expect, it } from 'vitest';
import { jpegDataUrl } from './jpegDataUrl';

it('holds every byte, of long pictures too', () => {
  const bytes = Uint8Array.from({ length: 20_001 }, (_unused, index) => (index * 7) % 256);
  const [head, data = ''] = jpegDataUrl(bytes).split(',');
  expect(head).toBe('data:image/jpeg;base64');
  expect(new Uint8Array(Buffer.from(data, 'base64'))).toEqual(bytes);
});
