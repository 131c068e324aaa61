import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { lastLibrary, namedLibrary } from './chooseLibrary';

it('takes the library from the command line before the environment', () => {
  expect(namedLibrary(['electron', '.', '--library', 'a'], { OUTIS_LIBRARY: 'b' })).toBe(resolve('a'));
  expect(namedLibrary(['electron', '.', '--library=a'], {})).toBe(resolve('a'));
  expect(namedLibrary(['electron', '.'], { OUTIS_LIBRARY: 'b' })).toBe(resolve('b'));
  expect(namedLibrary(['electron', '.'], { OUTIS_LIBRARY: '' })).toBeNull();
  expect(namedLibrary(['electron', '--library'], {})).toBeNull();
});

it('opens the last used library that is still there', () => {
  expect(
    lastLibrary([
      { path: '/gone', exists: false },
      { path: '/here', exists: true },
    ]),
  ).toBe('/here');
  expect(lastLibrary([])).toBeNull();
});
