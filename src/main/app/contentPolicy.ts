/**
 * The Content-Security-Policy sent with every page; index.html carries the same for tools that open it otherwise.
 * `style-src 'unsafe-inline'`: Mantine writes a style element and style attributes at run time; no script can come in that way.
 */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' sample: data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');
