import type { ReactNode } from 'react';
import type { NamedThing } from '@shared/domain/withdrawal';
import { SupersededBadge } from '../../ui/SupersededBadge';
import { useSupersessions } from './useSupersessions';

/** The badge of a thing, where somebody in it has withdrawn. */
export function SupersededMark(props: { readonly thing: NamedThing }): ReactNode {
  return <SupersededBadge marks={useSupersessions(props.thing)} hasReissue={props.thing.type === 'export'} />;
}
