import type { Contract } from '@shared/contract/index';
import type { Output } from '@shared/contract/define';
import type { QueryState } from './queryStore';
import { useQuery } from './useQuery';

/** The sets of the open library; none, not an error, while no library is open. */
export const useSets = (): QueryState<Output<Contract, 'set.list'>> =>
  useNoneWithoutLibrary(useQuery('set.list', undefined));

/** Sets of the folder that cannot be opened, each with the reason and the file. */
export const useSetFaults = (): QueryState<Output<Contract, 'set.faults'>> =>
  useNoneWithoutLibrary(useQuery('set.faults', undefined));

/** Its runs, with their reports. */
export const useRuns = (): QueryState<Output<Contract, 'run.list'>> =>
  useNoneWithoutLibrary(useQuery('run.list', undefined));

function useNoneWithoutLibrary<T>(state: QueryState<T[]>): QueryState<T[]> {
  const library = useQuery('library.current', undefined);
  return library.data === null ? { data: [], error: undefined, isFetching: false } : state;
}
