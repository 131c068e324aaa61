import { z } from 'zod';
import { JobId } from '@shared/domain/ids';
import { JobSpec } from '@shared/domain/jobs';
import { ErrorPayload, JobOutcome, MetricPoint } from '@shared/domain/jobState';
import { Failure } from '@shared/lib/failure';
import type { JobPlace } from './jobContext';

const Place = z.strictObject({
  jobId: JobId,
  libraryPath: z.string(),
  runDir: z.string(),
  resourcesDir: z.string(),
  modelsDir: z.string(),
  program: z.string(),
  signer: z.strictObject({ keyId: z.string(), publicKey: z.string(), privateKey: z.string() }).nullable().optional(),
}) satisfies z.ZodType<JobPlace>;

/**
 * What the host says to a worker process. `start` comes once, after the worker's `ready`; `close` after its final message, so
 * that no transport can lose that message to an exit that came too soon.
 */
export const HostMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('start'), spec: JobSpec, place: Place }),
  z.strictObject({ type: z.literal('cancel') }),
  z.strictObject({ type: z.literal('close') }),
]);
export type HostMessage = z.infer<typeof HostMessage>;

export const WorkerProgress = z.strictObject({
  phase: z.string(),
  done: z.number().min(0),
  total: z.number().min(0).nullable(),
  unit: z.string(),
});

/** What a worker process says. `done` and `failed` are final: exactly one of them, and nothing after it. */
export const WorkerMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('progress'), update: WorkerProgress }),
  z.strictObject({ type: z.literal('metrics'), points: z.array(MetricPoint).min(1) }),
  z.strictObject({ type: z.literal('log'), line: z.string() }),
  z.strictObject({ type: z.literal('done'), outcome: JobOutcome }),
  z.strictObject({ type: z.literal('failed'), error: ErrorPayload }),
]);
export type WorkerMessage = z.infer<typeof WorkerMessage>;

/** @throws Failure internal: both ends are ours, so a message that does not parse is our fault. */
export function parseMessage<T>(schema: z.ZodType<T>, raw: unknown, from: string): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Failure({
    code: 'internal',
    message: `A message from ${from} could not be understood: ${z.prettifyError(parsed.error)}`,
  });
}
