function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null; // not an address: the callers refuse it
  }
}

const isOwnHost = (url: URL): boolean => url.protocol === 'app:' && url.host === 'outis';

/** True for the window's page itself, whatever stands behind its `#`. */
export function isOwnPage(address: string): boolean {
  const url = parse(address);
  return (
    url !== null && isOwnHost(url) && (url.pathname === '/' || url.pathname === '/index.html') && url.search === ''
  );
}

/** True when a call over IPC comes from a page of ours. */
export function isOwnOrigin(address: string): boolean {
  const url = parse(address);
  return url !== null && isOwnHost(url);
}

/** True for what a page may load: our two schemes and what the page itself made. Everything else would leave the program. */
export function isAllowedRequest(address: string, allow: { readonly devtools: boolean }): boolean {
  const url = parse(address);
  if (url === null) return false;
  if (isOwnHost(url) || url.protocol === 'sample:' || url.protocol === 'data:') return true;
  if (url.protocol === 'blob:') return isOwnOrigin(address.slice('blob:'.length));
  return allow.devtools && url.protocol === 'devtools:';
}
