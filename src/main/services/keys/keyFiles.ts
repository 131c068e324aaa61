import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type KeyPlace, SigningKey } from '@shared/domain/signingKey';
import { Failure } from '@shared/lib/failure';
import type { Signer } from '../../jobs/jobContext';
import { keyIdOf, makeKeyPair, publicKeyOf } from '../../platform/ed25519';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { randomLetters } from '../../platform/newId';
import { readJsonAs, writeJson } from '../../storage/jsonFile';
import { type KeyVault, plainVault } from './keyVault';

/** Each program can make only its own key anew. */
const HOW: Readonly<Record<KeyPlace, string>> = {
  window: 'make a new key in the settings under “Signing key”',
  terminal: 'make a new key with "outis keys new --reason …"',
};

const remedyOf = (where: KeyPlace): string =>
  `Restore it from a backup of the profile folder, or ${HOW[where]}. Exports that were signed before can still be checked.`;

/**
 * One key pair in the profile folder: `keys/<where>.json` has its public side and `keys/<where>.key` the private half, which only the
 * owner may read. Two files, so that a key that is gone is missed and no other takes its place in silence.
 */
export class KeyFiles {
  private readonly publicFile: string;
  private readonly secretFile: string;

  constructor(
    profileDir: string,
    private readonly where: KeyPlace,
    private readonly vault: KeyVault,
  ) {
    this.publicFile = join(profileDir, 'keys', `${where}.json`);
    this.secretFile = join(profileDir, 'keys', `${where}.key`);
  }

  /** The public side; null before the first need. @throws Failure corrupt-data, io */
  async info(): Promise<SigningKey | null> {
    try {
      return await readJsonAs(this.publicFile, SigningKey);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      if (thrown.code === 'not-found') return null;
      if (thrown.code === 'corrupt-data') throw this.unusable(this.publicFile, 'the file that names it is damaged');
      throw thrown;
    }
  }

  /** Makes a pair in place of any other. @throws Failure io, disk-full */
  async make(since: string): Promise<SigningKey> {
    const { publicKey, privateKey } = makeKeyPair();
    const { where, vault } = this;
    const key: SigningKey = { keyId: keyIdOf(publicKey), publicKey, since, protection: vault.protection, where };
    // The private half first: a public side without it would say that a key was lost.
    await writeSecret(this.secretFile, vault.seal(privateKey));
    await writeJson(this.publicFile, key);
    return key;
  }

  /** Both halves. @throws Failure not-found when the key is lost, not readable, readable by others, or another than named */
  async signer(key: SigningKey): Promise<Signer> {
    const { keyId, publicKey } = key;
    const privateKey = this.opened(await this.readSecret(), key);
    if (keyIdOf(publicKey) !== keyId || publicKeyOf(privateKey) !== publicKey)
      throw this.unusable(this.secretFile, 'the private half is not that of the key named beside it');
    return { keyId, publicKey, privateKey };
  }

  private async readSecret(): Promise<Uint8Array> {
    try {
      const { mode } = await stat(this.secretFile);
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        const remedy = `As others may have read it, ${HOW[this.where]}; or, where you know that nobody has, run chmod 600 on the file.`;
        throw this.unusable(this.secretFile, 'other users of this machine may read its file', remedy);
      }
      return await readFile(this.secretFile);
    } catch (thrown) {
      if (isMissing(thrown)) throw this.unusable(this.secretFile, 'its file is gone');
      throw ioFailure(thrown, 'read the signing key', this.secretFile);
    }
  }

  private unusable(path: string, message: string, remedy = remedyOf(this.where)): Failure {
    return new Failure({
      code: 'not-found',
      message: `The signing key cannot be used: ${message}.`,
      place: path,
      remedy,
    });
  }

  private opened(sealed: Uint8Array, { protection }: SigningKey): string {
    if (protection === plainVault.protection) return plainVault.open(sealed);
    if (protection !== this.vault.protection)
      throw this.unusable(this.secretFile, 'it was sealed by the system’s safe storage, which is not there now');
    try {
      return this.vault.open(sealed);
    } catch (cause) {
      throw new Failure(
        {
          code: 'not-found',
          message: 'The signing key cannot be used: the system’s safe storage does not open it.',
          place: this.secretFile,
          remedy: `Unlock the key ring of your system and try again. ${remedyOf(this.where)}`,
        },
        { cause },
      );
    }
  }
}

/** As `writeFileAtomic`, and at no time readable by others. */
async function writeSecret(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomLetters()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await chmod(temporary, 0o600);
    await rename(temporary, path);
  } catch (thrown) {
    throw ioFailure(thrown, 'write the signing key', path);
  }
}
