import { type KeyVault, plainVault } from '../services/keys/keyVault';

/** What Electron 22 has of `safeStorage`; the calls that wait came later. */
interface Storage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
  getSelectedStorageBackend?(): string;
}

/**
 * The system's safe storage (Keychain, DPAPI, libsecret or KWallet) as a vault. Where there is none, or where Chromium would seal
 * with a password that stands in its sources (`basic_text`), the file's mode protects the key, and the settings say so. Ask after
 * `ready` only.
 */
export function keyVaultOf(storage: Storage): KeyVault {
  // Electron 22 cannot be asked for the backend; there encryption is not available where there is no key ring.
  const isForShow = process.platform === 'linux' && storage.getSelectedStorageBackend?.() === 'basic_text';
  if (isForShow || !storage.isEncryptionAvailable()) return plainVault;
  return {
    protection: 'safe-storage',
    seal: (text) => storage.encryptString(text),
    open: (sealed) => storage.decryptString(Buffer.from(sealed)),
  };
}
