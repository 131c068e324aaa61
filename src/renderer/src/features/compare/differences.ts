/** One number of two samples; null where a sample has none. */
export interface Difference {
  readonly name: string;
  readonly left: number | null;
  readonly right: number | null;
  /** right − left. */
  readonly by: number | null;
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);

/** What is known of either sample, side by side: first what both have, then what only one has; each in the order of `names`. */
export function differencesOf(
  names: readonly string[],
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
): readonly Difference[] {
  const all = names.map((name): Difference => {
    const [a, b] = [known(left.get(name)), known(right.get(name))];
    return { name, left: a, right: b, by: a === null || b === null ? null : b - a };
  });
  return [
    ...all.filter(({ by }) => by !== null),
    ...all.filter(({ left: a, right: b, by }) => by === null && (a !== null || b !== null)),
  ];
}
