/**
 * Version of everything under shared/graphics that decides a pixel. Raise it whenever equal factors would give other bytes; the golden test in
 * fingerprint.test.ts reminds of it. The whole fingerprint of a generated set is SHA-256 over, in this order: this version, the SHA-256 of the
 * head model's manifest.json (which holds the hashes of its files), the image encoder's own hash and its settings; callers compute it.
 */
export const GENERATOR_VERSION = 2;
