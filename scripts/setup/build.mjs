import { rename, rm } from 'node:fs/promises';
import { run } from '../lib/command.mjs';
import { exists, fingerprint } from '../lib/files.mjs';
import { inProject, projectRoot } from '../lib/paths.mjs';
import { SetupError } from '../lib/setupError.mjs';

const output = inProject('out');
const sources = [
  'src',
  'electron.vite.config.ts',
  'postcss.config.cjs',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
];

/** Of a build's output the end, without the bundler's own stack. */
function buildErrors(output) {
  const lines = output.trim().split('\n');
  return lines
    .filter((line) => !/^\s+at /.test(line))
    .slice(-30)
    .join('\n');
}

/** The program itself, built from `src` into `out`. */
export const buildStep = {
  name: 'build',
  title: 'Program',
  key: () => fingerprint(projectRoot, sources, (name) => !/\.(test|testing)\.[cm]?tsx?$/.test(name)),
  ready: async () => (await exists(inProject('out', 'main', 'cli.js'))) && exists(inProject('out', 'main', 'index.js')),
  async run({ log }) {
    const fresh = inProject('.cache', `out.${process.pid}`);
    const cli = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    try {
      const result = await run(process.execPath, [cli, 'build', '--outDir', fresh], { cwd: projectRoot });
      if (result.code !== 0)
        throw new SetupError(
          `the program does not build:\n${buildErrors(result.output)}`,
          'Mend the source files named above, or take a clean clone.',
        );
      await rm(output, { recursive: true, force: true });
      await rename(fresh, output);
      log('built into out/');
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  },
};
