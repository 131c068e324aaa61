import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

/** An Ed25519 key pair (RFC 8032): SPKI and PKCS #8 in DER, as base64. */
export interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function makeKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

/** First 16 hexadecimal digits of the SHA-256 of the public half's bytes. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);

/** The public half that belongs to a private one. @returns null when it is no Ed25519 key */
export function publicKeyOf(privateKey: string): string | null {
  try {
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType !== 'ed25519') return null;
    return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    return null; // OpenSSL's words mean nothing to a person; the caller says which file it was
  }
}

/** @returns 64 bytes as base64; equal keys and bytes give equal signatures */
export function signBytes(privateKey: string, bytes: Uint8Array): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return sign(null, bytes, key).toString('base64');
}

/** False too where key or signature are none. */
export function isSignatureValid(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false; // what is no key has signed nothing
  }
}
