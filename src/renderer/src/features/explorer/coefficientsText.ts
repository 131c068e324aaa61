import { Coefficients, coefficientsOf } from '@shared/domain/coefficients';
import type { SampleFactors } from '@shared/graphics/factors';
import { Failure } from '@shared/lib/failure';

/** What a file begins with. */
const HEAD = { outis: 1, kind: 'coefficients' } as const;

/** The file that `outis render --coefficients` takes, one line per factor. */
export function writeCoefficients(factors: SampleFactors): string {
  const lines = Object.entries(coefficientsOf(factors)).map(
    // A space after each comma, so that lines break between numbers.
    ([key, value]) =>
      `  ${JSON.stringify(key)}: ${Array.isArray(value) ? `[${value.join(', ')}]` : JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * @param text a file of coefficients; the five factors alone will do, without the head that says what they are
 * @throws Failure `invalid-input` with the place and what was expected there
 */
export function parseCoefficients(text: string): Coefficients {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw invalid('This is not JSON.', thrown instanceof Error ? thrown.message : 'unreadable');
  }
  const parsed = Coefficients.safeParse(withHead(value));
  if (!parsed.success) throw firstIssue(parsed.error.issues);
  return parsed.data;
}

const withHead = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !('outis' in value || 'kind' in value) ? { ...HEAD, ...value } : value;

function firstIssue(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): Failure {
  const [issue] = issues;
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return invalid(
    `These coefficients cannot be used: ${issue?.message ?? 'unknown reason'}${rest}.`,
    issue === undefined || issue.path.length === 0 ? 'coefficients' : issue.path.map(String).join('.'),
  );
}

const invalid = (message: string, place: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message,
    place,
    remedy: 'Paste the text that “Copy coefficients” or “outis render” gave.',
  });
