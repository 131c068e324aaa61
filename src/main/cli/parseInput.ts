import type { z } from 'zod';
import { Failure } from '@shared/lib/failure';

/** `steps[2].recipe.seed`; empty for the value as a whole. */
export function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** One line per fault, each beginning with the path of its key. */
function faultLines(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${keyPath([...issue.path, key])}: there is no such key`);
    }
    // A union reports one list of faults per member; the member with the fewest is the one that was meant.
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
      return faultLines(nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
    }
    const path = keyPath(issue.path);
    return `${path === '' ? '(whole)' : path}: ${issue.message}`;
  });
}

/**
 * Parses what came from outside.
 * @param place file, option or procedure where it stands. @throws Failure invalid-input naming each key by its path
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
  place: string,
  remedy?: string,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = faultLines(parsed.error.issues);
  throw new Failure({
    code: 'invalid-input',
    message:
      lines.length === 1 ? (lines[0] ?? '') : `${lines.length} faults:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    place,
    ...(remedy === undefined ? {} : { remedy }),
  });
}
