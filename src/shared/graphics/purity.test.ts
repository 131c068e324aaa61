import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Functions whose last bits the language leaves to the engine, and sources of chance or time. */
const FORBIDDEN =
  /Math\.(random|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|exp|expm1|log|log2|log10|log1p|pow|hypot|cbrt)\b|\*\*|Date\.|performance\.|crypto\./;

const folder = fileURLToPath(new URL('.', import.meta.url));
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');

describe('the render path', () => {
  it('uses only operations that give the same bits in every engine', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(name));
    expect(files.length).toBeGreaterThan(20);
    const found = files.flatMap((name) =>
      withoutComments(readFileSync(folder + name, 'utf8'))
        .split('\n')
        .flatMap((line, i) => (FORBIDDEN.test(line) ? [`${name}:${i + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});
