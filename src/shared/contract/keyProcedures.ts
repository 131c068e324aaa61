import { z } from 'zod';
import { KeyReason, KeyState, SigningKey } from '../domain/signingKey';
import { procedure } from './define';

export const keyProcedures = {
  /** Keys that sign exports of the open library; only public halves. */
  'keys.state': procedure(z.void(), KeyState),
  /** Makes a key in place of this program's own; what was signed before can still be checked. */
  'keys.new': procedure(z.strictObject({ reason: KeyReason }), SigningKey),
} as const;
