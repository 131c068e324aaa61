import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { get } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { transferProgress } from './progress.mjs';

const maxRedirects = 5;

/**
 * Opens an HTTPS address and follows redirects (to HTTPS only).
 * @param {string} url
 * @param {{timeoutMs?: number, headers?: Record<string, string>}} [options] `timeoutMs`: longest silence
 * @returns {Promise<import('node:http').IncomingMessage>} a response with status 200
 */
export async function openUrl(url, { timeoutMs = 20_000, headers = {} } = {}) {
  let address = new URL(url);
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    if (address.protocol !== 'https:') throw new Error(`${address.href} is not an HTTPS address`);
    const response = await request(address, timeoutMs, headers);
    const status = response.statusCode ?? 0;
    if (status === 200) return response;
    response.resume();
    const location = response.headers.location;
    if (status < 300 || status > 399 || location === undefined) throw new Error(`${address.href} answered ${status}`);
    address = new URL(location, address);
  }
  throw new Error(`${url} redirects more than ${maxRedirects} times`);
}

function request(address, timeoutMs, headers) {
  return new Promise((resolve, reject) => {
    const outgoing = get(address, { headers: { 'user-agent': 'outis-setup', ...headers } }, resolve);
    outgoing.setTimeout(timeoutMs, () =>
      outgoing.destroy(new Error(`${address.host} did not answer in ${timeoutMs / 1000} s`)),
    );
    outgoing.on('error', reject);
  });
}

/**
 * Downloads a file under a temporary name, checks its SHA-256 and renames it.
 * @param {string} url
 * @param {string} target
 * @param {{sha256?: string, label: string, log: (text: string) => void}} options
 */
export async function download(url, target, { sha256, label, log }) {
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    const response = await openUrl(url);
    const length = Number(response.headers['content-length']);
    const progress = transferProgress(log, { label, ...(length > 0 ? { total: length } : {}) });
    const hash = createHash('sha256');
    const watch = new Transform({
      transform(chunk, _encoding, done) {
        hash.update(chunk);
        progress.add(chunk.length);
        done(null, chunk);
      },
    });
    await pipeline(response, watch, createWriteStream(temporary));
    progress.end();
    const got = hash.digest('hex');
    if (sha256 !== undefined && got !== sha256) throw new Error(`${url}: SHA-256 is ${got}, expected ${sha256}`);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Text of an HTTPS page, at most `maxBytes`. */
export async function fetchText(url, { headers = {}, maxBytes = 16 * 1024 * 1024 } = {}) {
  const response = await openUrl(url, { headers });
  const chunks = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`${url} sends more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
