import type { SetId } from '@shared/domain/ids';
import { startJob } from '../../../client/startJob';
import { useOutis } from '../../../client/outisContext';
import { type Action, useAction } from '../../../client/useAction';

/** Starts a privacy report of a set, after its scores where these are missing or stale: heavy jobs wait for each other. */
export function useMakePrivacyReport(): Action<[setId: SetId]> {
  const outis = useOutis();
  return useAction(async (setId: SetId) => {
    const statuses = await outis.client.call('score.status', { setId });
    const isScored = ['image', 'judge', 'relations'].every((scorer) =>
      statuses.some((status) => status.scorer === scorer && status.state === 'fresh'),
    );
    if (!isScored) await startJob(outis, { kind: 'score', setId });
    await startJob(outis, { kind: 'privacy', setId });
  });
}
