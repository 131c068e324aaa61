import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseHeadModel, type HeadModel } from './headModel';

const folder = fileURLToPath(new URL('../../../resources/built/head-model/', import.meta.url));

export interface PackFiles {
  readonly json: string;
  readonly bin: ArrayBuffer;
}

/** The pack that set-up bakes. Tests that draw need it; on a build machine its absence is a failure, elsewhere a reason to skip. */
export const hasPack = existsSync(`${folder}head.json`) || process.env['CI'] !== undefined;
export const NO_PACK = 'needs the baked head model: run "node scripts/bake/bake.mjs"';

export function readPackFiles(): PackFiles {
  const bin = readFileSync(`${folder}head.bin`);
  return {
    json: readFileSync(`${folder}head.json`, 'utf8'),
    bin: bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.byteLength),
  };
}

let model: HeadModel | undefined;

export function testModel(): HeadModel {
  model ??= parseHeadModel(readPackFiles());
  return model;
}
