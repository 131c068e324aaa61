import { describe, expect, it } from 'vitest';
import { readPreferences } from './preferences';

describe('readPreferences', () => {
  it('has a default for everything', () => {
    expect(readPreferences(new Map())).toMatchObject({
      reviewer: '',
      keySet: 'right',
      galleryZoom: 2,
      advanceInGallery: false,
    });
  });

  it('takes what is valid and falls back for what is not', () => {
    const stored = new Map<string, unknown>([
      ['reviewer', 'kim'],
      ['keySet', 'both'],
      ['galleryZoom', 9],
      ['customKeys', { keep: [] }],
    ]);
    expect(readPreferences(stored)).toMatchObject({
      reviewer: 'kim',
      keySet: 'right',
      galleryZoom: 2,
      customKeys: { keep: ['k'] },
    });
  });
});
