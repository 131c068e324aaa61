import { describe, expect, it } from 'vitest';
import { repeatedKey } from './repeatedKey';

describe('repeatedKey', () => {
  it.each([
    ['{"a": 1, "a": 2}', 'a'],
    ['{"steps": [{"do": "x"}, {"recipe": {"seed": 1, "seed": 2}}]}', 'steps[1].recipe.seed'],
    ['{"a": 1, "\\u0061": 2}', 'a'],
    ['{"a\\"b": 1, "a\\"b": {}}', 'a"b'],
  ])('finds the key of %s', (text, path) => {
    expect(repeatedKey(text)).toBe(path);
  });

  it.each(['{"a": {"a": [{"a": 1}, {"a": 2}]}}', '["a", "a", {"b": ":"}]', '{"a": "\\"b\\": {", "b": "}"}', '3'])(
    'finds none in %s',
    (text) => {
      expect(repeatedKey(text)).toBeNull();
    },
  );
});
