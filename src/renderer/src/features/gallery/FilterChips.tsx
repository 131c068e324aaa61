import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { pickedOnMap } from '../../client/pickedSamples';
import { withoutFilters } from '../../client/samples/viewQuery';
import { formatCount } from '../../ui/format';
import { activeFilters } from './activeFilters';
import type { ActiveFilter } from './activeFilters';
import type { Gallery } from './useGallery';
import { PICKED_LIST } from './useRowLists';
import classes from './Gallery.module.css';

/** What is filtered by, each with a button that takes it away, and how many samples are left. Nothing where there is no filter. */
export function FilterChips(props: { readonly gallery: Gallery }): ReactNode {
  const { gallery } = props;
  const { query, setQuery, view, table } = gallery;
  const filters = activeFilters(query);
  if (filters.length === 0) return null;
  const clear = ({ key, without }: ActiveFilter): void => {
    // The map is told too, or the pick would come back with the next visit.
    if (key === `list ${PICKED_LIST}`) pickedOnMap.set(null);
    setQuery(without);
  };
  return (
    <div className={classes.chips} role="group" aria-label="Active filters" data-testid="active-filters">
      <span className={classes.chipCount}>
        {formatCount(view?.order.length ?? 0)} of {formatCount(table.rowCount)}
      </span>
      {filters.map((filter) => (
        <span key={filter.key} className={classes.chip}>
          {filter.text}
          <ActionIcon size={18} aria-label={`Clear ${filter.text}`} onClick={() => clear(filter)}>
            <IconX size={12} />
          </ActionIcon>
        </span>
      ))}
      {filters.length > 1 && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            pickedOnMap.set(null);
            setQuery(withoutFilters(query));
          }}
        >
          Clear all
        </Button>
      )}
    </div>
  );
}
