import { EVERYTHING, SIMILAR_COLUMN } from '../../client/samples/viewQuery';
import type { ViewQuery } from '../../client/samples/viewQuery';
import { shortLabel } from '../../ui/columns';
import { formatNumber } from '../../ui/format';
import { DECISION_WORD } from '../../ui/words';

export interface ActiveFilter {
  readonly key: string;
  readonly text: string;
  /** The query without this one. */
  readonly without: ViewQuery;
}

/** Everything that keeps samples out of the view or puts them in an order of their own, each with the query that lacks it. */
export function activeFilters(query: ViewQuery): ActiveFilter[] {
  const filters: ActiveFilter[] = [];
  const text = query.text.trim();
  if (text !== '') filters.push({ key: 'text', text: `“${text}”`, without: { ...query, text: '' } });
  const decisions = (['undecided', 'keep', 'exclude'] as const).filter((decision) => query.decisions[decision]);
  if (decisions.length < 3)
    filters.push({
      key: 'decision',
      text: decisions.length === 0 ? 'no decision' : decisions.map((decision) => DECISION_WORD[decision]).join(' or '),
      without: { ...query, decisions: EVERYTHING.decisions },
    });
  for (const [name, [low, high]] of Object.entries(query.ranges)) {
    const others = Object.entries(query.ranges).filter(([other]) => other !== name);
    filters.push({
      key: `range ${name}`,
      text: `${shortLabel(name)} ${formatNumber(low)} to ${formatNumber(high)}`,
      without: { ...query, ranges: Object.fromEntries(others) },
    });
  }
  for (const name of query.lists) {
    const others = query.lists.filter((other) => other !== name);
    filters.push({ key: `list ${name}`, text: name, without: { ...query, lists: others } });
  }
  if (query.similarTo !== null)
    filters.push({ key: 'similar', text: `similar to ${query.similarTo}`, without: withoutSimilar(query) });
  return filters;
}

function withoutSimilar(query: ViewQuery): ViewQuery {
  const ranges = Object.entries(query.ranges).filter(([name]) => name !== SIMILAR_COLUMN);
  const order = query.sortBy === SIMILAR_COLUMN ? { sortBy: null, isDescending: false, isGrouped: true } : {};
  return { ...query, ...order, similarTo: null, ranges: Object.fromEntries(ranges) };
}
