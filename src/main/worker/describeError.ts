import type { ErrorPayload } from '@shared/domain/jobState';
import { Failure, toFailureDetail } from '@shared/lib/failure';
import { ioFailure, systemCode } from '../platform/ioFailure';

/** Anything a runner can throw, as the error a person reads. Errors of the system get their own codes instead of `internal`. */
export function describeError(thrown: unknown): ErrorPayload {
  if (thrown instanceof Failure) return toFailureDetail(thrown);
  if (isOutOfMemory(thrown))
    return {
      code: 'out-of-memory',
      message: 'This machine has not enough free memory for the job.',
      remedy: 'Close other programs, or ask for fewer worker threads, a smaller batch or a smaller picture.',
    };
  const path = pathOf(thrown);
  if (systemCode(thrown) !== null && path !== null) return ioFailure(thrown, 'use a file', path).toDetail();
  return toFailureDetail(thrown);
}

/** What another process or thread described, as the error it was. */
export function failureOf({ code, message, place, remedy }: ErrorPayload): Failure {
  return new Failure({
    code,
    message,
    ...(place === undefined ? {} : { place }),
    ...(remedy === undefined ? {} : { remedy }),
  });
}

const isOutOfMemory = (thrown: unknown): boolean =>
  systemCode(thrown) === 'ERR_WORKER_OUT_OF_MEMORY' ||
  (thrown instanceof RangeError && /allocation failed|out of memory/i.test(thrown.message));

function pathOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'path' in thrown && typeof thrown.path === 'string' ? thrown.path : null;
}
