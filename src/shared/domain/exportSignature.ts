import { z } from 'zod';
import { KeyId } from './signingKey';

export const SIGNATURE_FILE = 'SIGNATURE.json';

/** What a withdrawal puts into an export that is signed already, and speaks only against its use. */
export const ADDED_LATER: readonly string[] = ['SUPERSEDED.json', 'NOTICE.txt'];

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const SignedFile = z.strictObject({
  /** Below the export's folder, `/` separated, without line feeds. */
  path: z
    .string()
    .min(1)
    .max(4096)
    .regex(/^[^\n\\]+$/),
  sha256: Sha256,
  sizeBytes: z.int().min(0),
});
export type SignedFile = z.infer<typeof SignedFile>;

/** SIGNATURE.json: who vouches for which files of an export. Images that are files of their own are vouched for by the manifest. */
export const ExportSignature = z.strictObject({
  outisSignature: z.literal(1),
  algorithm: z.literal('Ed25519'),
  keyId: KeyId,
  publicKey: z.base64().length(60),
  /** SHA-256 of the list of files, `listText`. */
  root: Sha256,
  /** Sorted by path, as numbers of UTF-16 units compare. */
  files: z.array(SignedFile).min(1).max(200_000),
  /** Over the bytes of `signedText(root)`, as base64: 64 bytes. */
  signature: z.base64().length(88),
});
export type ExportSignature = z.infer<typeof ExportSignature>;

/** The list as `sha256sum` writes and checks it: hash, two spaces, path, line feed. */
export const listText = (files: readonly SignedFile[]): string =>
  files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');

/** What is signed. The first line keeps a signature from meaning anything else. */
export const signedText = (root: string): string => `outis export signature 1\n${root}\n`;

export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
