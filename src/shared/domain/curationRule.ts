import { Failure } from '../lib/failure';

export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';

export interface RuleClause {
  readonly column: string;
  readonly comparison: Comparison;
  readonly value: number;
}

/** All clauses hold; a sample without one of the values (NaN: not measured) never matches. */
export interface CurationRule {
  readonly clauses: readonly RuleClause[];
}

const CLAUSE = /^([A-Za-z][A-Za-z0-9.]{0,79})\s*(<=|>=|!=|<|>|=)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;

/**
 * Reads `image.sharpness < 30 and face.found = 0`.
 * @throws Failure invalid-input naming the part that is not understood
 */
export function parseRule(text: string): CurationRule {
  const clauses = text
    .trim()
    .split(/\s+and\s+|\s*&&\s*/i)
    .map((part) => {
      const [, column, comparison, number] = CLAUSE.exec(part.trim()) ?? [];
      if (column === undefined || comparison === undefined || number === undefined) throw notUnderstood(part);
      // The expression has exactly these six.
      return { column, comparison: comparison as Comparison, value: Number(number) };
    });
  if (clauses.length > 20) throw notUnderstood(text.slice(0, 80));
  return { clauses };
}

const notUnderstood = (part: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message: `“${part.trim().slice(0, 80)}” is not a rule.`,
    remedy: 'A rule is a score, a comparison and a number: image.sharpness < 30, several joined by “and”.',
  });

/** The same rule always reads the same: it goes into the journal. */
export const ruleText = (rule: CurationRule): string =>
  rule.clauses.map(({ column, comparison, value }) => `${column} ${comparison} ${value}`).join(' and ');

const HOLDS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
  // NaN differs from everything, but nothing is known of it.
  '!=': (a, b) => !Number.isNaN(a) && a !== b,
};

/**
 * Rows that match, rising.
 * @param columnOf values by row. Stored values are 32 bits wide, so the rule's number is rounded alike.
 * @throws Failure invalid-input naming a column that is not there
 */
export function rowsOfRule(
  rule: CurationRule,
  rowCount: number,
  columnOf: (name: string) => Float32Array | undefined,
): Uint32Array {
  const tests = rule.clauses.map(({ column, comparison, value }) => {
    const values = columnOf(column);
    if (values === undefined) {
      throw new Failure({
        code: 'invalid-input',
        message: `The set has no score “${column}”.`,
        place: column,
        remedy: 'Have the set scored first, or look at the names in the gallery’s filters.',
      });
    }
    return { values, holds: HOLDS[comparison], value: Math.fround(value) };
  });
  const rows = new Uint32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (tests.every(({ values, holds, value }) => holds(values[row] ?? NaN, value))) rows[count++] = row;
  }
  return rows.slice(0, count);
}
