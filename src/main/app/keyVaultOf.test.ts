import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainVault } from '../services/keys/keyVault';
import { keyVaultOf } from './keyVaultOf';

const storage = (isAvailable: boolean, backend?: string): Parameters<typeof keyVaultOf>[0] => ({
  isEncryptionAvailable: () => isAvailable,
  encryptString: (text) => Buffer.from(`sealed ${text}`),
  decryptString: (sealed) => sealed.toString().replace('sealed ', ''),
  ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
});

describe('the vault of the window', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is the system’s safe storage where there is one', () => {
    const vault = keyVaultOf(storage(true, 'gnome_libsecret'));
    expect(vault.protection).toBe('safe-storage');
    expect(Buffer.from(vault.seal('key')).toString()).toBe('sealed key');
    expect(vault.open(vault.seal('key'))).toBe('key');
    expect(keyVaultOf(storage(true)).protection).toBe('safe-storage');
  });

  it('is the file’s mode where there is none, or one with a password that everybody knows', () => {
    expect(keyVaultOf(storage(false))).toBe(plainVault);
    vi.stubGlobal('process', { ...process, platform: 'linux' });
    expect(keyVaultOf(storage(true, 'basic_text'))).toBe(plainVault);
  });
});
