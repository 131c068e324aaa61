import type { SetId } from '@shared/domain/ids';
import { useOutis } from '../outisContext';
import { startJob } from '../startJob';
import { useAction, type Action } from '../useAction';

/** Starts the job that scores a set with the usual judge against every real set; what is there already is only looked over. */
export function useStartScoring(setId: SetId): Action<[]> {
  const outis = useOutis();
  return useAction(async () => {
    await startJob(outis, { kind: 'score', setId });
  });
}
