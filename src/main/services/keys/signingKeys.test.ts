import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSignatureValid, signBytes } from '../../platform/ed25519';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { readAudit } from '../../storage/auditLog';
import { readKeyRegister } from '../../storage/keyRegister';
import { type KeyVault, plainVault } from './keyVault';
import { createSigningKeys, type SigningKeys } from './signingKeys';

/** Turns bytes around: enough to see that a sealed key is not the key. */
const turning: KeyVault = {
  protection: 'safe-storage',
  seal: (text) => Buffer.from(text).reverse(),
  open: (sealed) => Buffer.from(sealed).reverse().toString(),
};
const locked: KeyVault = {
  ...turning,
  open: () => {
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  },
};
const day = Date.parse('2026-11-22T12:00:00Z');

async function place(): Promise<{ profile: string; library: string; keys: (vault?: KeyVault) => SigningKeys }> {
  const profile = await temporaryFolder();
  const library = await temporaryFolder();
  const keys = (vault: KeyVault = plainVault): SigningKeys =>
    createSigningKeys({
      profileDir: profile,
      where: vault === plainVault ? 'terminal' : 'window',
      vault,
      who: 'anna',
      clock: { now: () => day, after: () => () => undefined },
    });
  return { profile, library, keys };
}
const secret = (profile: string, where = 'terminal'): string => join(profile, 'keys', `${where}.key`);

describe('signing keys', () => {
  it('are made on first need, kept for the owner alone, and named to the library once', async () => {
    const { profile, library, keys } = await place();
    expect(await keys().state(library)).toEqual({ registered: [], own: null, fault: null });
    const signer = await keys().signer(library);
    expect(await keys().signer(library)).toEqual(signer);
    expect((await stat(secret(profile))).mode & 0o777).toBe(0o600);
    const bytes = Buffer.from('what is signed');
    const signature = signBytes(signer.privateKey, bytes);
    expect(isSignatureValid(signer.publicKey, bytes, signature)).toBe(true);
    expect(isSignatureValid(signer.publicKey, Buffer.from('what is signeD'), signature)).toBe(false);
    expect(isSignatureValid('none', bytes, signature)).toBe(false);

    const { registered, own, fault } = await keys().state(library);
    expect(fault).toBeNull();
    expect(own).toMatchObject({ keyId: signer.keyId, protection: 'file', where: 'terminal' });
    expect(registered).toMatchObject([{ keyId: signer.keyId, who: 'anna', reason: '' }]);
    const audit = (await readAudit(library)).lines.map(({ action, subject }) => ({ action, subject }));
    expect(audit).toEqual([{ action: 'key.register', subject: signer.keyId }]);
    // The private half is in the profile and nowhere in the library.
    for (const file of await readdir(library))
      expect(await readFile(join(library, file), 'utf8')).not.toContain(signer.privateKey);
  });

  it('two at once make one key', async () => {
    const { library, keys } = await place();
    const made = await Promise.all([keys().signer(library), keys().signer(library)]);
    expect(made[0]).toEqual(made[1]);
    expect(await readKeyRegister(library)).toHaveLength(1);
  });

  it('window and terminal have one each; the system’s storage seals the window’s', async () => {
    const { profile, library, keys } = await place();
    const [terminal, window] = [await keys().signer(library), await keys(turning).signer(library)];
    expect(window.keyId).not.toBe(terminal.keyId);
    expect(await readFile(secret(profile, 'window'), 'utf8')).not.toContain(window.privateKey);
    expect((await keys(turning).state(library)).registered.map(({ where }) => where)).toEqual(['terminal', 'window']);
  });

  it('a lost, locked, damaged or open key is told with a remedy, and no other takes its place in silence', async () => {
    const { profile, library, keys } = await place();
    const before = await keys().signer(library);
    const broken = async (message: RegExp, vault?: KeyVault): Promise<void> => {
      await expect(keys(vault).signer(library)).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringMatching(message) as string,
        remedy: expect.stringMatching(/new key/) as string,
      });
      expect((await keys(vault).state(library)).fault?.message).toMatch(message);
    };
    await chmod(secret(profile), 0o644);
    await broken(/other users/);
    await writeFile(secret(profile), 'nonsense', { mode: 0o600 });
    await chmod(secret(profile), 0o600);
    await broken(/not that of the key/);
    await rm(secret(profile));
    await broken(/gone/);
    await keys(turning).signer(library);
    await broken(/does not open it/, locked);
    await broken(/not there now/, { ...plainVault, seal: (text) => Buffer.from(text) });

    const after = await keys().renew(library, 'the file was lost');
    expect((await keys().signer(library)).keyId).toBe(after.keyId);
    const { registered } = await keys().state(library);
    expect(registered.map(({ keyId, reason }) => [keyId, reason])).toContainEqual([before.keyId, '']);
    expect(registered.map(({ keyId, reason }) => [keyId, reason])).toContainEqual([after.keyId, 'the file was lost']);
    expect((await readAudit(library)).lines.at(-1)).toMatchObject({
      action: 'key.new',
      subject: after.keyId,
      detail: { reason: 'the file was lost' },
    });
  });

  it('a register that was changed names no key, and makes none', async () => {
    const { library, keys } = await place();
    const { keyId } = await keys().signer(library);
    await keys(turning).signer(library);
    const path = join(library, 'keys.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"who":"anna"', '"who":"otto"'));
    const fails = { code: 'corrupt-data', place: `${path}, line 2` };
    await expect(keys().state(library)).rejects.toMatchObject(fails);
    await expect(keys().signer(library)).rejects.toMatchObject(fails);
    await expect(keys().renew(library, 'a try')).rejects.toMatchObject(fails);
    expect(await readFile(path, 'utf8')).toContain(keyId);
  });
});
