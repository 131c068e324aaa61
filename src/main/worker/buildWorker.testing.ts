import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

export interface BuiltWorker {
  readonly workerScript: string;
  readonly pixelThreadScript: string;
  readonly imageThreadScript: string;
  readonly remove: () => Promise<void>;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Bundles the worker process and its threads as `electron-vite build` does, but only these and for this test run. */
export async function buildWorker(): Promise<BuiltWorker> {
  const outDir = join(root, '.cache', 'test-build', String(process.pid));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'src', 'shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node16',
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          worker: join(root, 'src', 'main', 'worker', 'index.ts'),
          pixelWorker: join(root, 'src', 'main', 'worker', 'pixelWorker.ts'),
          imageWorker: join(root, 'src', 'main', 'worker', 'imageWorker.ts'),
        },
        external: [/^@tensorflow\//, /^@vladmandic\/face-api/],
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return {
    workerScript: join(outDir, 'worker.js'),
    pixelThreadScript: join(outDir, 'pixelWorker.js'),
    imageThreadScript: join(outDir, 'imageWorker.js'),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
