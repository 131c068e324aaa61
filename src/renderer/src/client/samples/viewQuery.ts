import { z } from 'zod';
import { SampleId } from '@shared/domain/ids';

/** Decisions as the worker stores them, one byte per row. */
export const DECISION_CODE = { undecided: 0, keep: 1, exclude: 2 } as const;

/** The column that holds the cosine to `similarTo`; it exists only while that is set. */
export const SIMILAR_COLUMN = 'similar';

const Range = z.tuple([z.number(), z.number()]);

/**
 * Which samples a gallery shows and in what order. A saved view is such a rule, never a list. Fields that came later have defaults,
 * so that a view saved before still opens.
 */
export const ViewQuery = z.strictObject({
  /** Part of a sample's id or of an identity's name; empty = all. */
  text: z.string().max(200),
  decisions: z.strictObject({ undecided: z.boolean(), keep: z.boolean(), exclude: z.boolean() }),
  /** Both ends included; by column name without `n.`. */
  ranges: z.record(z.string(), Range),
  /** null: by identity, then by sample. */
  sortBy: z.string().nullable(),
  isDescending: z.boolean(),
  /** Keeps the samples of one identity together. */
  isGrouped: z.boolean(),
  /** Grouped: identities by their index, or in the order of their first sample ("the worst on top"). */
  identityOrder: z.enum(['index', 'first']).default('index'),
  /** Gives the column `similar`; null: there is none. */
  similarTo: SampleId.nullable().default(null),
  /** Named lists of rows (`SampleTable.setList`), of which a sample must be on every one. */
  lists: z.array(z.string().min(1).max(120)).max(20).default([]),
});
export type ViewQuery = z.infer<typeof ViewQuery>;

export const EVERYTHING: ViewQuery = {
  text: '',
  decisions: { undecided: true, keep: true, exclude: true },
  ranges: {},
  sortBy: null,
  isDescending: false,
  isGrouped: true,
  identityOrder: 'index',
  similarTo: null,
  lists: [],
};

/** True when every sample of the set is in the view. */
export const showsEverything = (query: ViewQuery): boolean =>
  query.text.trim() === '' &&
  query.decisions.undecided &&
  query.decisions.keep &&
  query.decisions.exclude &&
  query.lists.length === 0 &&
  Object.keys(query.ranges).length === 0;

/** The same order without any filter. */
export const withoutFilters = (query: ViewQuery): ViewQuery => ({
  ...query,
  text: '',
  decisions: EVERYTHING.decisions,
  ranges: {},
  lists: [],
});
