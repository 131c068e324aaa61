import { z } from 'zod';

/** Names that Windows keeps for devices, whatever their extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name a person gives to a set, a run or an export; also a folder name on every system, so: 1–80 characters, letters, digits,
 * space, `_`, `-`, `.`, `+`, no leading or trailing dot or space, not a device name. `synthetic` alone is refused because a known
 * trainer (insightface arcface_torch) replaces a folder of that name with noise.
 */
export const Name = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{N}_][\p{L}\p{N}_\-.+ ]*$/u, 'use letters, digits, space, _ - . + and start with a letter or digit')
  .refine((name) => !/[. ]$/.test(name), 'must not end with a dot or a space')
  .refine((name) => !RESERVED.test(name), 'is a reserved device name')
  .refine(
    (name) => name.toLowerCase() !== 'synthetic',
    'must not be "synthetic": some trainers treat that folder as dummy data',
  );
