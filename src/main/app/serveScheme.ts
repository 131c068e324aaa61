import { Readable } from 'node:stream';
import type { CustomScheme, Protocol } from 'electron';
import { toFailureDetail } from '@shared/lib/failure';
import type { ErrorCode } from '@shared/lib/failure';
import { isMissing } from '../platform/ioFailure';
import { refusal } from './protocolAnswer';
import type { ProtocolAnswer, ProtocolHandler } from './protocolAnswer';

/**
 * Both are real origins (`standard`, `secure`). Only `app` may be fetched: a page shows samples as pictures and cannot read their bytes.
 */
export const SCHEMES: CustomScheme[] = [
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  { scheme: 'sample', privileges: { standard: true, secure: true } },
];

/** `handle` came with Electron 25; before it there are only the functions that it replaced. */
type EitherProtocol = Partial<Pick<Protocol, 'handle'>> & Pick<Protocol, 'registerStreamProtocol'>;

const STATUS: Partial<Record<ErrorCode, 400 | 403 | 404>> = {
  'invalid-input': 400,
  'no-consent': 403,
  'not-found': 404,
};

async function* inBuffers(body: Uint8Array, pieces: AsyncIterable<Uint8Array> | undefined): AsyncGenerator<Buffer> {
  const buffer = ({ buffer: bytes, byteOffset, byteLength }: Uint8Array): Buffer =>
    Buffer.from(bytes, byteOffset, byteLength);
  if (body.length > 0) yield buffer(body);
  if (pieces !== undefined) for await (const piece of pieces) yield buffer(piece);
}

/** Read as fast as it is taken. */
function streamOf(body: Uint8Array, pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const left = inBuffers(body, pieces);
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const piece = await left.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(piece.value);
    },
    cancel: async () => {
      await left.return(undefined);
    },
  });
}

/** The web's Response takes no view on shared memory; a table of a million rows should not be copied without need. */
function unshared(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = body;
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(body);
}

/**
 * Answers a custom scheme, in current Electron and in Electron 22 alike. A handler that throws answers 404 when what was asked
 * for is not there, else 500; the reason goes to the log only.
 */
export function serveScheme(
  protocol: EitherProtocol,
  scheme: string,
  handler: ProtocolHandler,
  log: (line: string) => void,
): void {
  const reply = async (method: string, address: string): Promise<ProtocolAnswer> => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405);
    try {
      return await handler(new URL(address));
    } catch (thrown) {
      const { code, message } = toFailureDetail(thrown);
      log(`${address}: ${code}: ${message}`);
      return refusal(isMissing(thrown) ? 404 : (STATUS[code] ?? 500));
    }
  };
  if (protocol.handle !== undefined) {
    protocol.handle(scheme, async (request) => {
      const { status, mimeType, headers, body, pieces } = await reply(request.method, request.url);
      return new Response(pieces === undefined ? unshared(body) : streamOf(body, pieces), {
        status,
        headers: { ...headers, 'Content-Type': mimeType },
      });
    });
    return;
  }
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way before Electron 25
  protocol.registerStreamProtocol(scheme, (request, done) => {
    void reply(request.method, request.url).then(({ status, mimeType, headers, body, pieces }) =>
      done({
        statusCode: status,
        headers: { ...headers, 'Content-Type': mimeType },
        data: Readable.from(inBuffers(body, pieces), { objectMode: false }),
      }),
    );
  });
}
