import { InvalidArgumentError } from 'commander';

/** A whole number in [min, max], as commander parses options: a refusal names the option by itself. */
export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`Expected a whole number ${range}.`);
  };
}

/** One of a closed set of words. */
export function oneOf<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Expected one of: ${words.join(', ')}.`);
  };
}

/** `name=value` pairs of an option that may be given several times. */
export function assignment(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected name=value.');
  const name = text.slice(0, at);
  if (name in before) throw new InvalidArgumentError(`“${name}” is given twice.`);
  return { ...before, [name]: text.slice(at + 1) };
}
