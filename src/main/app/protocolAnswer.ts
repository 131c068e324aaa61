/** What a scheme of ours answers: everything is known before the first byte leaves, so it fits every version of Electron. */
export interface ProtocolAnswer {
  readonly status: number;
  readonly mimeType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type ProtocolHandler = (url: URL) => Promise<ProtocolAnswer>;

const ALWAYS = { 'X-Content-Type-Options': 'nosniff' } as const;

export const answer = (
  mimeType: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): ProtocolAnswer => ({ status: 200, mimeType, headers: { ...ALWAYS, ...headers }, body });

/** A refusal says no more than its status: what lies on the disk is no business of a page that asks wrongly. */
export const refusal = (status: 400 | 403 | 404 | 405 | 413 | 415 | 500): ProtocolAnswer => ({
  status,
  mimeType: 'text/plain',
  headers: { ...ALWAYS, 'Cache-Control': 'no-store' },
  body: new Uint8Array(),
});
