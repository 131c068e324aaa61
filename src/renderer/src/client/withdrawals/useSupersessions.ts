import { keyOfThing } from '@shared/domain/withdrawal';
import type { NamedThing, SupersessionMark } from '@shared/domain/withdrawal';
import { useQuery } from '../useQuery';

/** The withdrawals that a thing was touched by; none while that is not known yet. */
export function useSupersessions(thing: NamedThing): readonly SupersessionMark['supersession'][] {
  const marks = useQuery('withdrawal.marks', undefined);
  const name = keyOfThing(thing);
  return (marks.data ?? []).filter((mark) => keyOfThing(mark.thing) === name).map(({ supersession }) => supersession);
}
