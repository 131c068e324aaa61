import { useCallback, useSyncExternalStore } from 'react';
import type { Contract } from '@shared/contract/index';
import type { Input, Output } from '@shared/contract/define';
import type { ProcedureName } from '@shared/contract/names';
import { queryKey } from './queryStore';
import type { QueryState } from './queryStore';
import { useOutis } from './outisContext';

const NOTHING_TO_STOP = (): void => undefined;

/**
 * Asks the program once and again whenever the answer was invalidated. All components with the same question share one answer.
 * @param isWanted false: not yet
 */
export function useQuery<K extends ProcedureName>(
  name: K,
  input: Input<Contract, K>,
  isWanted = true,
): QueryState<Output<Contract, K>> {
  const { queries } = useOutis();
  const key = queryKey(name, input);
  const subscribe = useCallback(
    (listener: () => void) => (isWanted ? queries.watch(name, input, listener) : NOTHING_TO_STOP),
    // The key stands for name and input together.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [queries, key, isWanted],
  );
  return useSyncExternalStore(subscribe, () => queries.read(name, input));
}
