import type { PrivacySpec } from '@shared/domain/privacy';
import { Failure } from '@shared/lib/failure';
import type { Runner } from '../../jobs/jobContext';

/** Holds a synthetic set against real people. */
export const runPrivacy: Runner<PrivacySpec> = (spec) =>
  Promise.reject(new Failure({ code: 'internal', message: 'Not yet.', place: spec.setId }));
