import { describe, expect, it } from 'vitest';
import { containedPath, isContained } from './containedPath';

describe('isContained', () => {
  it('takes the folder itself and what lies below it', () => {
    expect(isContained('/library', '/library')).toBe(true);
    expect(isContained('/library', '/library/sets/..hidden')).toBe(true);
  });

  it('is not fooled by a sibling with the same beginning', () => {
    expect(isContained('/library', '/library2/sets')).toBe(false);
    expect(isContained('/library', '/')).toBe(false);
  });
});

describe('containedPath', () => {
  it('decodes once and resolves below the root', () => {
    expect(containedPath('/root', '/assets/a%20b.js')).toBe('/root/assets/a b.js');
    expect(containedPath('/root', '/%252e%252e/x.js')).toBe('/root/%2e%2e/x.js');
  });

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/a/%2e%2e/%2e%2e/secret.js',
    '/a\\..\\b.js',
    '/a%5cb.js',
    '/a%00.js',
    '/%',
  ])('refuses %s', (pathname) => {
    expect(containedPath('/root', pathname)).toBeNull();
  });
});
