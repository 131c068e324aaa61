import { join } from 'node:path';
import { z } from 'zod';
import { type RegisteredKey, SigningKey } from '@shared/domain/signingKey';
import { Failure } from '@shared/lib/failure';
import { appendAudit } from './auditLog';
import { appendChained, chainedShape, readChain } from './jsonlFile';

/** One line of keys.jsonl: a key that may sign exports of this library. Only public halves. */
const KeyLine = z.strictObject({ ...chainedShape, ...SigningKey.shape, reason: z.string().max(500) });

const registerOf = (libraryPath: string): string => join(libraryPath, 'keys.jsonl');

/** @throws Failure corrupt-data naming the line when the register was changed; io */
export async function readKeyRegister(libraryPath: string): Promise<RegisteredKey[]> {
  const path = registerOf(libraryPath);
  const { lines, fault } = await readChain(path, KeyLine);
  if (fault !== null) {
    throw new Failure({
      code: 'corrupt-data',
      message: `The register of signing keys cannot be trusted: it ${fault.message}.`,
      place: `${path}, line ${fault.line}`,
      remedy: 'Restore keys.jsonl from a backup.',
    });
  }
  return lines.map(({ keyId, publicKey, since, protection, where, reason, at, who }) => ({
    ...{ keyId, publicKey, since, protection, where },
    reason,
    registeredAt: at,
    who,
  }));
}

/**
 * Names a key to the library, with a line in its audit log; one that is named already is left as it is.
 * @param how.reason why a new key was made; empty for the first
 * @throws Failure corrupt-data, io, disk-full
 */
export async function registerKey(
  libraryPath: string,
  key: SigningKey,
  how: { readonly reason: string; readonly who: string },
): Promise<void> {
  const known = await readKeyRegister(libraryPath);
  if (known.some(({ keyId }) => keyId === key.keyId)) return;
  const lock = join(libraryPath, '.keys.lock');
  await appendChained(registerOf(libraryPath), KeyLine, [{ ...key, ...how }], lock);
  const { keyId, where, protection } = key;
  await appendAudit(libraryPath, {
    who: how.who,
    action: how.reason === '' ? 'key.register' : 'key.new',
    subject: keyId,
    detail: { where, protection, ...(how.reason === '' ? {} : { reason: how.reason }) },
  });
}
