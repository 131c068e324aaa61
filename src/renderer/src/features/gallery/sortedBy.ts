import { SIMILAR_COLUMN } from '../../client/samples/viewQuery';
import type { ViewQuery } from '../../client/samples/viewQuery';
import { scoreColumn } from '../../ui/columns';

/** The query sorted by a column from its suspicious end on; other columns keep the direction that was chosen. */
export function sortedBy(query: ViewQuery, column: string | null): ViewQuery {
  const worst = column === null ? undefined : scoreColumn(column)?.worst;
  const isDescending =
    column === SIMILAR_COLUMN || worst === 'high' ? true : worst === 'low' ? false : query.isDescending;
  return { ...query, sortBy: column, isDescending };
}
