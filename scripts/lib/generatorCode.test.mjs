import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesFrom, generatorCodeSha256 } from './generatorCode.mjs';

const projectRoot = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const FOLDER = 'src/main/engine/generators/graphics';
let root;

const write = (name, text) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};
const writeEntry = (text) => write(`${FOLDER}/sampleRenderer.ts`, text);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'outis-code-'));
  write('src/shared/graphics/draw.ts', 'export const shade = (x: number): number => 2 * x;\n');
  write('src/shared/lib/types.ts', 'export interface Shape { readonly side: number }\n');
  writeEntry(`import type { Shape } from '@shared/lib/types';
import { shade } from '@shared/graphics/draw';
/** Says what it does. */
export const render = (shape: Shape): number => shade(shape.side);
`);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('hash of the generator’s code', () => {
  it('changes with one changed number in a file that the renderer reaches', () => {
    const before = generatorCodeSha256(root);
    write('src/shared/graphics/draw.ts', 'export const shade = (x: number): number => 2.1 * x;\n');
    expect(generatorCodeSha256(root)).not.toBe(before);
  });

  it('stays for comments, white space and types, and for files that draw nothing', () => {
    const before = generatorCodeSha256(root);
    write('src/shared/graphics/draw.ts', '// twice\nexport const shade = (x: number): number =>\n  2 * x; /* so */\n');
    write('src/shared/lib/types.ts', 'export interface Shape { readonly side: number; readonly name: string }\n');
    write('src/shared/graphics/other.ts', 'export const other = 1;\n');
    expect(generatorCodeSha256(root)).toBe(before);
  });

  it('keeps what looks like a comment inside a text', () => {
    write('src/shared/graphics/draw.ts', 'export const shade = (x: number): string => `${x} // one`;\n');
    const before = generatorCodeSha256(root);
    write('src/shared/graphics/draw.ts', 'export const shade = (x: number): string => `${x} // two`;\n');
    expect(generatorCodeSha256(root)).not.toBe(before);
  });

  it('reaches the drawing, the draws of mixup and the encoder’s settings of this very program', () => {
    const files = [...filesFrom(projectRoot).keys()];
    for (const name of [
      'src/shared/graphics/skinMap.ts',
      'src/shared/lib/rng.ts',
      'src/shared/graphics/identityMixup.ts',
    ])
      expect(files).toContain(name);
    expect(files).toContain('src/main/engine/image/encodeJpeg.ts');
    expect(files.filter((name) => name.startsWith('src/renderer'))).toEqual([]);
  });
});
