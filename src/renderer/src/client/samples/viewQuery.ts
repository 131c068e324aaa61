import { z } from 'zod';

/** Decisions as the worker stores them, one byte per row. */
export const DECISION_CODE = { undecided: 0, keep: 1, exclude: 2 } as const;

const Range = z.tuple([z.number(), z.number()]);

/** Which samples a gallery shows and in what order. A saved view is such a rule, never a list. */
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
});
export type ViewQuery = z.infer<typeof ViewQuery>;

export const EVERYTHING: ViewQuery = {
  text: '',
  decisions: { undecided: true, keep: true, exclude: true },
  ranges: {},
  sortBy: null,
  isDescending: false,
  isGrouped: true,
};

/** True when every sample of the set is in the view. */
export const showsEverything = (query: ViewQuery): boolean =>
  query.text.trim() === '' &&
  query.decisions.undecided &&
  query.decisions.keep &&
  query.decisions.exclude &&
  Object.keys(query.ranges).length === 0;
