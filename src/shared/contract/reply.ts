import { z } from 'zod';
import { ErrorPayload } from '../domain/jobState';

/** Every answer over IPC. Electron's own `invoke` keeps only an error's message, so errors travel as values. */
export const Reply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: ErrorPayload }),
]);
export type Reply = z.infer<typeof Reply>;
