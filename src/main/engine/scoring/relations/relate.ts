import { Failure } from '@shared/lib/failure';
import type { RelationInputs, Relations, RelationWatch } from './relationTypes';

/** Stands in the fingerprint of the scorer `relations`; goes up with every change of what the functions of this folder answer. */
export const RELATIONS_VERSION = 1;

/**
 * Holds every sample against its own identity, the other identities, the other sets and, where `image` and `face` scores are given,
 * against what a good sample looks like.
 * @throws Failure `cancelled` between blocks; `invalid-input` where tables disagree in size.
 */
export function relate(inputs: RelationInputs, watch: RelationWatch = {}): Promise<Relations> {
  void watch;
  return Promise.reject(
    new Failure({ code: 'internal', message: 'Not there yet.', place: `${inputs.own.count} samples` }),
  );
}
