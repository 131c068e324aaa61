import type { Signer } from '../../jobs/jobContext';
import { keyIdOf, makeKeyPair } from '../../platform/ed25519';

/** A key pair that nobody has seen before. */
export function testSigner(): Signer {
  const pair = makeKeyPair();
  return { ...pair, keyId: keyIdOf(pair.publicKey) };
}
