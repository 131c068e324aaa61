import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Protocol, ProtocolRequest, ProtocolResponse } from 'electron';
import { Failure } from '@shared/lib/failure';
import { answer, answerInPieces } from './protocolAnswer';
import type { ProtocolHandler } from './protocolAnswer';
import { serveScheme } from './serveScheme';

const BODY = new Uint8Array([1, 2, 3]);
async function* pieces(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(BODY);
  yield new Uint8Array();
  yield new Uint8Array([4]);
}
const handler: ProtocolHandler = (url) => {
  if (url.pathname === '/lost') return Promise.reject(new Failure({ code: 'not-found', message: 'lost' }));
  if (url.pathname === '/gone') return Promise.reject(Object.assign(new Error('gone'), { code: 'ENOENT' }));
  if (url.pathname === '/large') return Promise.resolve(answerInPieces('application/octet-stream', pieces()));
  if (url.pathname === '/broken') return Promise.reject(new Error('broken'));
  return Promise.resolve(answer('image/jpeg', BODY, { 'Cache-Control': 'immutable' }));
};

interface Seen {
  status: number;
  mimeType: string | null;
  cache: string | null;
  body: number[];
}

/** Asks through the function of current Electron. */
async function current(method: string, url: string): Promise<Seen> {
  let ask!: (request: Request) => Response | Promise<Response>;
  const protocol = { handle: (_scheme: string, serve: typeof ask) => void (ask = serve) };
  serveScheme(protocol as unknown as Protocol, 'sample', handler, () => undefined);
  const response = await ask({ method, url } as Request);
  return {
    status: response.status,
    mimeType: response.headers.get('content-type'),
    cache: response.headers.get('cache-control'),
    body: [...new Uint8Array(await response.arrayBuffer())],
  };
}

/** Asks through the function of Electron before 25. */
async function old(method: string, url: string): Promise<Seen> {
  type Serve = (request: ProtocolRequest, done: (response: ProtocolResponse) => void) => void;
  let ask!: Serve;
  const protocol = { registerStreamProtocol: (_scheme: string, serve: Serve) => void (ask = serve) };
  serveScheme(protocol as unknown as Protocol, 'sample', handler, () => undefined);
  const response = await new Promise<ProtocolResponse>((done) => ask({ method, url } as ProtocolRequest, done));
  return {
    status: response.statusCode!,
    mimeType: response.headers!['Content-Type'] as string,
    cache: response.headers!['Cache-Control'] as string,
    body: [...Buffer.concat(await (response.data as unknown as Readable).toArray())],
  };
}

describe.each([
  ['protocol.handle', current],
  ['registerStreamProtocol', old],
])('a scheme served through %s', (_name, ask) => {
  it('answers with status, type, headers and bytes', async () => {
    expect(await ask('GET', 'sample://ds_ab12/x')).toEqual({
      status: 200,
      mimeType: 'image/jpeg',
      cache: 'immutable',
      body: [1, 2, 3],
    });
  });

  it('sends what comes in pieces as one', async () => {
    expect(await ask('GET', 'app://outis/large')).toMatchObject({ status: 200, body: [1, 2, 3, 4] });
  });

  it.each([
    ['POST', '/x', 405],
    ['GET', '/lost', 404],
    ['GET', '/gone', 404],
    ['GET', '/broken', 500],
  ])('answers %s %s with %d and no bytes', async (method, path, status) => {
    expect(await ask(method, `sample://ds_ab12${path}`)).toMatchObject({ status, body: [] });
  });
});
