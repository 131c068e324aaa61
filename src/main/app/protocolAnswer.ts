/** What a scheme of ours answers: whole, or piece by piece where it is large. */
export interface ProtocolAnswer {
  readonly status: number;
  readonly mimeType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Sent after `body`, made as they are read. A failure among them ends the answer early, which the reader is told. */
  readonly pieces?: AsyncIterable<Uint8Array>;
}

export type ProtocolHandler = (url: URL) => Promise<ProtocolAnswer>;

const ALWAYS = { 'X-Content-Type-Options': 'nosniff' } as const;

export const answer = (
  mimeType: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): ProtocolAnswer => ({ status: 200, mimeType, headers: { ...ALWAYS, ...headers }, body });

/** An answer too large to be held. */
export const answerInPieces = (
  mimeType: string,
  pieces: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>> = {},
): ProtocolAnswer => ({ ...answer(mimeType, new Uint8Array(), headers), pieces });

/** A refusal says no more than its status: what lies on the disk is no business of a page that asks wrongly. */
export const refusal = (status: 400 | 403 | 404 | 405 | 413 | 415 | 500): ProtocolAnswer => ({
  status,
  mimeType: 'text/plain',
  headers: { ...ALWAYS, 'Cache-Control': 'no-store' },
  body: new Uint8Array(),
});
