import type { ReactNode } from 'react';
import type { SetId } from '@shared/domain/ids';
import { useQuery } from '../../client/useQuery';
import { formatCount } from '../../ui/format';
import classes from './Gallery.module.css';

/** How many of a real set's pictures are not shown, for want of consent to display. */
export function HiddenCount(props: { readonly setId: SetId }): ReactNode {
  const { data } = useQuery('consent.standing', { setId: props.setId });
  if (data === undefined || data.hiddenSamples === 0) return null;
  return (
    <span className={classes.matches} data-testid="hidden-count">
      {formatCount(data.hiddenSamples)} not shown: no consent to display
    </span>
  );
}
