import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * True when `path` is `root` or lies below it. By `path.relative`, not by a string prefix: `/a/bc` does not lie in `/a/b`.
 * Both must be real paths (links followed) where links matter.
 */
export function isContained(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/** The absolute path of a URL's pathname below `root`; null when it is malformed or would lie outside. */
export function containedPath(root: string, pathname: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return null; // a percent sign that starts no escape
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const path = resolve(root, `.${name.startsWith('/') ? '' : '/'}${name}`);
  return isContained(root, path) ? path : null;
}
