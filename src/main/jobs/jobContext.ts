import type { JobId } from '@shared/domain/ids';
import type { JobOutcome } from '@shared/domain/jobState';
import type { CancelSignal } from '@shared/lib/abort';

/** How far a job is. `done` never falls within a phase; `total` is null while the amount of work is not known. */
export interface ProgressUpdate {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
}

/** All that a running job may see of the world besides its spec and its place on disk. */
export interface JobContext {
  readonly signal: CancelSignal;
  /** May be called as often as work is done; what leaves the process is thinned to about ten a second. */
  progress(update: ProgressUpdate): void;
  /** One point of a curve; every point is kept, in batches. */
  metric(name: string, step: number, value: number): void;
  /** A line for the run's log.txt. */
  log(line: string): void;
}

/** An Ed25519 key pair, both halves in base64: SPKI and PKCS #8 in DER. */
export interface Signer {
  /** First 16 hexadecimal digits of the SHA-256 of the public half. */
  readonly keyId: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Where a job finds its inputs and leaves its outputs; plain JSON, so that it crosses to the worker process. */
export interface JobPlace {
  readonly jobId: JobId;
  readonly libraryPath: string;
  /** runs/<jobId> of the library; exists before the job starts. */
  readonly runDir: string;
  /** Holds built/head-model and built/codecs. */
  readonly resourcesDir: string;
  /** The face library's weights. */
  readonly modelsDir: string;
  /** Name and version for reports, e.g. "Outis 0.1.0". */
  readonly program: string;
  /** The key that signs what leaves the house; in memory only, never in a file of the job. Null where there is none. */
  readonly signer?: Signer | null | undefined;
}

/**
 * One kind of job. Continues after what an earlier run of the same job committed, with the same result.
 * @throws Failure `cancelled` soon after `context.signal` is set; any other Failure ends the job as failed.
 */
export type Runner<S> = (spec: S, context: JobContext, place: JobPlace) => Promise<JobOutcome>;
