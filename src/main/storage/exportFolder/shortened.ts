/** Findings of one kind that are named; the last one counts the rest. */
const MAX_NAMED = 20;

/** The first of many files of one fault, by name, and the rest as a number. */
export function shortened(
  paths: readonly string[],
  reason: string,
): { readonly path: string; readonly reason: string }[] {
  const sorted = [...paths].sort();
  const first = sorted.slice(0, MAX_NAMED).map((path) => ({ path, reason }));
  const next = sorted[MAX_NAMED];
  if (next === undefined) return first;
  return [...first, { path: next, reason: `${reason}; so it is with ${sorted.length - MAX_NAMED - 1} more` }];
}
