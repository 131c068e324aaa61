import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const OUT = path.join(ROOT, '.cache', 'bench-generator');

/** Bundles the generator for plain Node. @returns URL of the module */
export async function bundleGenerator() {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': path.join(ROOT, 'src', 'shared') } },
    build: {
      outDir: OUT,
      emptyOutDir: true,
      minify: false,
      target: 'node16',
      lib: { entry: path.join(ROOT, 'bench', 'generator.entry.ts'), formats: ['es'], fileName: () => 'generator.mjs' },
    },
  });
  return pathToFileURL(path.join(OUT, 'generator.mjs')).href;
}

/** The baked pack, as the generator's parser takes it. */
export function readPack(root = ROOT) {
  const folder = path.join(root, 'resources', 'built', 'head-model');
  const bin = readFileSync(path.join(folder, 'head.bin'));
  return {
    json: readFileSync(path.join(folder, 'head.json'), 'utf8'),
    bin: bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.byteLength),
  };
}
