import { z } from 'zod';
import { ERROR_CODES } from '../lib/failure';
import { JobId } from './ids';
import { JobSpec } from './jobs';

export const ErrorPayload = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  place: z.string().exactOptional(),
  remedy: z.string().exactOptional(),
});
export type ErrorPayload = z.infer<typeof ErrorPayload>;

export const JobProgress = z.strictObject({
  /** What is being done now, e.g. `render`, `train`, `embed`. */
  phase: z.string(),
  done: z.number().min(0),
  /** null while the amount of work is not known. */
  total: z.number().min(0).nullable(),
  unit: z.string(),
  /** Units per second over the last seconds; null until measured. */
  ratePerSecond: z.number().min(0).nullable(),
  remainingMs: z.number().min(0).nullable(),
});
export type JobProgress = z.infer<typeof JobProgress>;

/** What a finished job made; ids and numbers a window or a terminal can link to. */
export const JobOutcome = z.strictObject({
  setId: z.string().nullable().default(null),
  exportDir: z.string().nullable().default(null),
  /** Folder with report.json and its kin. */
  runDir: z.string().nullable().default(null),
  /** One line for the tray and the terminal. */
  summary: z.string(),
  /** What the job found, where it judges something: `bad` refutes what was hoped, `unclear` decides nothing. Left out: nothing bad. */
  finding: z.enum(['unclear', 'bad']).exactOptional(),
});
export type JobOutcome = z.infer<typeof JobOutcome>;

export const JobState = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('queued') }),
  z.strictObject({ status: z.literal('running'), progress: JobProgress.nullable() }),
  z.strictObject({ status: z.literal('cancelling') }),
  z.strictObject({ status: z.literal('succeeded'), outcome: JobOutcome }),
  /** `resumable`: starting the same job again continues where it stopped, with the same result. */
  z.strictObject({ status: z.literal('cancelled'), resumable: z.boolean() }),
  z.strictObject({ status: z.literal('failed'), error: ErrorPayload, resumable: z.boolean() }),
  /** The program ended while the job ran; known only after the next start. */
  z.strictObject({ status: z.literal('interrupted'), resumable: z.boolean() }),
]);
export type JobState = z.infer<typeof JobState>;

/** The content of runs/<jobId>/job.json, and what the window lists. */
export const JobRecord = z.strictObject({
  schema: z.literal(1),
  id: JobId,
  title: z.string(),
  spec: JobSpec,
  state: JobState,
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Taken out of the list by a person; what the job made stays. */
  dismissed: z.boolean().exactOptional(),
});
export type JobRecord = z.infer<typeof JobRecord>;

export const MetricPoint = z.strictObject({ name: z.string(), step: z.number(), value: z.number() });
export type MetricPoint = z.infer<typeof MetricPoint>;

/** Numbered per job without gaps; a reader that sees a gap asks for a snapshot. */
export const JobEvent = z.strictObject({
  jobId: JobId,
  seq: z.int().min(0),
  body: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('state'), state: JobState }),
    z.strictObject({ type: z.literal('metrics'), points: z.array(MetricPoint) }),
    z.strictObject({ type: z.literal('log'), line: z.string() }),
  ]),
});
export type JobEvent = z.infer<typeof JobEvent>;

export const isEnded = (state: JobState): boolean =>
  state.status === 'succeeded' ||
  state.status === 'cancelled' ||
  state.status === 'failed' ||
  state.status === 'interrupted';
