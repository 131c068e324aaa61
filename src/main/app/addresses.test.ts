import { describe, expect, it } from 'vitest';
import { isAllowedRequest, isOwnOrigin, isOwnPage } from './addresses';

describe('isOwnPage', () => {
  it.each(['app://outis/', 'app://outis/index.html', 'app://outis/index.html#/gallery/ds_ab12'])(
    'knows %s',
    (address) => {
      expect(isOwnPage(address)).toBe(true);
    },
  );

  it.each([
    'https://outis/index.html',
    'app://outis.example/index.html',
    'app://outis/other.html',
    'app://outis/index.html?next=https://example.org',
    'app://outis@example.org/',
    'file:///index.html',
    'no address',
  ])('does not take %s for it', (address) => {
    expect(isOwnPage(address)).toBe(false);
  });
});

describe('isAllowedRequest', () => {
  it.each([
    'app://outis/assets/index.js',
    'sample://ds_ab12/i000000s0000?size=160',
    'data:image/png;base64,AA==',
    'blob:app://outis/6d1f',
  ])('lets %s through', (address) => {
    expect(isAllowedRequest(address, { devtools: false })).toBe(true);
  });

  it.each([
    'https://example.org/',
    'http://127.0.0.1:80/',
    'ws://127.0.0.1/',
    'wss://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'chrome-extension://abc/x.js',
    'blob:https://example.org/6d1f',
    'app://other/index.html',
    'devtools://devtools/bundled/inspector.html',
    '',
  ])('refuses %s', (address) => {
    expect(isAllowedRequest(address, { devtools: false })).toBe(false);
  });

  it('lets the inspector load itself while developing only', () => {
    expect(isAllowedRequest('devtools://devtools/bundled/inspector.html', { devtools: true })).toBe(true);
  });
});

it('knows our origin whatever the path', () => {
  expect(isOwnOrigin('app://outis/anything')).toBe(true);
  expect(isOwnOrigin('about:blank')).toBe(false);
});
