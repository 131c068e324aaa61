import type { KeyProtection } from '@shared/domain/signingKey';

/** Turns a private key into what may lie in a file, and back. */
export interface KeyVault {
  readonly protection: KeyProtection;
  seal(text: string): Uint8Array;
  /** Throws whatever the system throws; the caller words it. */
  open(sealed: Uint8Array): string;
}

/** Nothing but the file's mode protects it: for the terminal, and for systems without a safe storage. */
export const plainVault: KeyVault = {
  protection: 'file',
  seal: (text) => Buffer.from(text, 'utf8'),
  open: (sealed) => Buffer.from(sealed).toString('utf8'),
};
