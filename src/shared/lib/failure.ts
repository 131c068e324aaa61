/** The closed set of what can go wrong, as a caller sees it. Stacks stay in the log. */
export const ERROR_CODES = [
  'invalid-input',
  'not-found',
  'conflict',
  'cancelled',
  'io',
  'disk-full',
  'corrupt-data',
  'unsupported-version',
  'no-consent',
  'gpu-unavailable',
  'out-of-memory',
  'diverged',
  'worker-crashed',
  'set-up-incomplete',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface FailureDetail {
  readonly code: ErrorCode;
  /** What went wrong, in a sentence a user can act on. */
  readonly message: string;
  /** File, line, key or id where it went wrong. */
  readonly place?: string;
  /** What to do about it. */
  readonly remedy?: string;
}

/** An error as data: thrown inside a process, sent as `FailureDetail` between processes. */
export class Failure extends Error implements FailureDetail {
  readonly code: ErrorCode;
  readonly place?: string;
  readonly remedy?: string;

  constructor(detail: FailureDetail, options?: { readonly cause?: unknown }) {
    super(detail.message, options);
    this.name = 'Failure';
    this.code = detail.code;
    if (detail.place !== undefined) this.place = detail.place;
    if (detail.remedy !== undefined) this.remedy = detail.remedy;
  }

  toDetail(): FailureDetail {
    return {
      code: this.code,
      message: this.message,
      ...(this.place === undefined ? {} : { place: this.place }),
      ...(this.remedy === undefined ? {} : { remedy: this.remedy }),
    };
  }
}

/** Turns anything thrown into data; what is not a `Failure` is our own fault and becomes `internal`. */
export function toFailureDetail(thrown: unknown): FailureDetail {
  if (thrown instanceof Failure) return thrown.toDetail();
  if (thrown instanceof Error) return { code: 'internal', message: thrown.message };
  return { code: 'internal', message: String(thrown) };
}
