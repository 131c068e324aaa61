import { z } from 'zod';

/** First 16 hexadecimal digits of the SHA-256 of a public key's bytes (SPKI, DER). */
export const KeyId = z.string().regex(/^[0-9a-f]{16}$/);

export const KEY_PLACES = ['window', 'terminal'] as const;
export const KeyPlace = z.enum(KEY_PLACES);
export type KeyPlace = z.infer<typeof KeyPlace>;

/** What keeps the private half: the operating system's safe storage, or the file's own mode. */
export const KeyProtection = z.enum(['safe-storage', 'file']);
export type KeyProtection = z.infer<typeof KeyProtection>;

/** The public side of an Ed25519 key that signs exports. */
export const SigningKey = z.strictObject({
  keyId: KeyId,
  /** SPKI in DER, as base64: 44 bytes. */
  publicKey: z.base64().length(60),
  since: z.iso.datetime(),
  protection: KeyProtection,
  /** Which program made it: window and terminal have one each. */
  where: KeyPlace,
});
export type SigningKey = z.infer<typeof SigningKey>;

/** Why a new key takes the place of another. */
export const KeyReason = z.string().trim().min(3).max(500);

/** A key as the library's register names it. */
export const RegisteredKey = z.strictObject({
  ...SigningKey.shape,
  /** Empty for the first one of a place. */
  reason: z.string().max(500),
  registeredAt: z.iso.datetime(),
  who: z.string(),
});
export type RegisteredKey = z.infer<typeof RegisteredKey>;

/** The keys of a library, and the one that signs here. */
export const KeyState = z.strictObject({
  /** Oldest first. */
  registered: z.array(RegisteredKey),
  /** The key of this program in this profile; null before the first need. */
  own: SigningKey.nullable(),
  /** Why the own key cannot sign, and what to do; null when it can or there is none. */
  fault: z.strictObject({ message: z.string(), remedy: z.string() }).nullable(),
});
export type KeyState = z.infer<typeof KeyState>;
