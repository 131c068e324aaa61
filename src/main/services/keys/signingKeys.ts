import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyPlace, KeyState, SigningKey } from '@shared/domain/signingKey';
import { Failure } from '@shared/lib/failure';
import type { Clock } from '../../jobs/clock';
import type { Signer } from '../../jobs/jobContext';
import { withLock } from '../../platform/fileLock';
import { readKeyRegister, registerKey } from '../../storage/keyRegister';
import { KeyFiles } from './keyFiles';
import type { KeyVault } from './keyVault';

/** The key that signs what leaves a library, made on first need and kept in the profile. */
export interface SigningKeys {
  /** For a job of this library, which learns of the key. @throws Failure not-found when the key is lost or not readable */
  signer(libraryPath: string): Promise<Signer>;
  /** A key that cannot be read is told in the answer. @throws Failure corrupt-data when the library's register was changed */
  state(libraryPath: string): Promise<KeyState>;
  /** Puts a new key in place of the old one, whose public half stays in the register. */
  renew(libraryPath: string, reason: string): Promise<SigningKey>;
}

export function createSigningKeys(options: {
  readonly profileDir: string;
  readonly where: KeyPlace;
  readonly vault: KeyVault;
  readonly who: string;
  readonly clock: Clock;
}): SigningKeys {
  const { profileDir, where, vault, who, clock } = options;
  const files = new KeyFiles(profileDir, where, vault);
  const now = (): string => new Date(clock.now()).toISOString();

  /** Two programs of one profile must not make two keys. */
  const inLock = async <T>(work: () => Promise<T>): Promise<T> => {
    await mkdir(join(profileDir, 'keys'), { recursive: true, mode: 0o700 });
    return await withLock(join(profileDir, 'keys', `.${where}.lock`), work);
  };

  return {
    signer: async (libraryPath) => {
      const key = await inLock(async () => (await files.info()) ?? (await files.make(now())));
      const signer = await files.signer(key);
      await registerKey(libraryPath, key, { reason: '', who });
      return signer;
    },
    state: async (libraryPath) => {
      const registered = await readKeyRegister(libraryPath);
      let own: SigningKey | null = null;
      try {
        own = await files.info();
        if (own !== null) await files.signer(own);
        return { registered, own, fault: null };
      } catch (thrown) {
        if (!(thrown instanceof Failure)) throw thrown;
        return { registered, own, fault: { message: thrown.message, remedy: thrown.remedy ?? '' } };
      }
    },
    renew: async (libraryPath, reason) => {
      // The register first: where it cannot be written, the old key goes on.
      await readKeyRegister(libraryPath);
      const key = await inLock(() => files.make(now()));
      await registerKey(libraryPath, key, { reason, who });
      return key;
    },
  };
}
