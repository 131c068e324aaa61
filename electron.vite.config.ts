import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { generatorCodeSha256 } from './scripts/lib/generatorCode.mjs';

const alias = { '@shared': fileURLToPath(new URL('./src/shared', import.meta.url)) };

/** Native add-ons and what binds to them stay in node_modules; all else is bundled, so that it also runs on Electron 22's Node 16. */
const external = ['electron', /^@tensorflow\//, /^@vladmandic\/face-api/];

export default defineConfig({
  main: {
    resolve: { alias },
    // Part of the fingerprint of every set: see src/main/platform/generatorFingerprint.ts.
    define: { OUTIS_GENERATOR_CODE: JSON.stringify(generatorCodeSha256(fileURLToPath(new URL('.', import.meta.url)))) },
    build: {
      target: 'node16',
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          cli: 'src/main/cli.ts',
          worker: 'src/main/worker/index.ts',
          pixelWorker: 'src/main/worker/pixelWorker.ts',
          imageWorker: 'src/main/worker/imageWorker.ts',
        },
        external,
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: 'node16',
      externalizeDeps: false,
      rolldownOptions: { input: { index: 'src/preload/index.ts' }, external: ['electron'], output: { format: 'cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    resolve: { alias },
    plugins: [react()],
    build: { target: 'chrome108', rolldownOptions: { input: 'src/renderer/index.html' } },
  },
});
