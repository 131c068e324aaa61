import { keyOfThing } from '@shared/domain/withdrawal';
import type { AffectedThing, SupersessionMark } from '@shared/domain/withdrawal';
import { useQuery } from '../useQuery';

/** What names a thing that can be superseded: enough of it to find its marks. */
export type NamedThing =
  | Pick<Extract<AffectedThing, { type: 'export' }>, 'type' | 'directory'>
  | Pick<Extract<AffectedThing, { type: 'model' }>, 'type' | 'runId'>
  | Pick<Extract<AffectedThing, { type: 'report' }>, 'type' | 'runId'>
  | Pick<Extract<AffectedThing, { type: 'set' }>, 'type' | 'setId'>;

function nameOf(thing: NamedThing): string {
  switch (thing.type) {
    case 'export':
      return `export ${thing.directory}`;
    case 'model':
    case 'report':
      return `${thing.type} ${thing.runId}`;
    case 'set':
      return `set ${thing.setId}`;
  }
}

/** The withdrawals that a thing was touched by; none while that is not known yet. */
export function useSupersessions(thing: NamedThing): readonly SupersessionMark['supersession'][] {
  const marks = useQuery('withdrawal.marks', undefined);
  const name = nameOf(thing);
  return (marks.data ?? []).filter((mark) => keyOfThing(mark.thing) === name).map(({ supersession }) => supersession);
}
