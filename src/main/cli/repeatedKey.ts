/** A string, or one of the characters that give JSON its structure. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

interface Level {
  /** Keys seen so far; null in a list. */
  readonly keys: Set<string> | null;
  key: string;
  index: number;
}

/**
 * The path of the first key that stands twice in one object, e.g. `steps[0].recipe.seed`; null when none does. `JSON.parse` keeps the
 * last one without a word, and a recipe that contradicts itself must not run.
 * @param text valid JSON.
 */
export function repeatedKey(text: string): string | null {
  const levels: Level[] = [];
  let lastString = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token.startsWith('"')) lastString = token;
    else if (token === '{') levels.push({ keys: new Set(), key: '', index: 0 });
    else if (token === '[') levels.push({ keys: null, key: '', index: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level !== undefined) level.index++;
    else if (token === ':' && level?.keys) {
      // Two spellings of one key ("a" and "\u0061") are one key.
      level.key = JSON.parse(lastString) as string; // the token is a string literal
      if (level.keys.has(level.key)) return pathText(levels);
      level.keys.add(level.key);
    }
  }
  return null;
}

const pathText = (levels: readonly Level[]): string =>
  levels
    .map(({ keys, key, index }) => (keys === null ? `[${index}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
