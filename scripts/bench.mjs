import { readdir, rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { runInTerminal } from './lib/command.mjs';
import { inProject, projectRoot } from './lib/paths.mjs';
import { SetupError } from './lib/setupError.mjs';
import { reportSetupError, setUp } from './setup/setUp.mjs';

const [name, ...args] = process.argv.slice(2);

try {
  const benches = await listBenches();
  if (name === undefined || name.startsWith('-')) {
    process.stdout.write(
      `usage: npm run bench -- NAME [ARGUMENTS]\n\n${benches.map((file) => `  ${bare(file)}\n`).join('')}`,
    );
  } else {
    const file = benches.find((candidate) => bare(candidate) === name);
    if (file === undefined)
      throw new SetupError(`there is no bench ${JSON.stringify(name)}`, `One of: ${benches.map(bare).join(', ')}`);
    await setUp({ purpose: 'engine', output: process.stderr, verbose: false });
    process.exitCode = await runBench(file);
  }
} catch (error) {
  reportSetupError(error);
  process.exitCode = 1;
}

function bare(file) {
  return basename(file, extname(file));
}

async function listBenches() {
  const files = await readdir(inProject('bench')).catch(() => []);
  return files.filter((file) => /\.(ts|mjs)$/.test(file) && !/\.(d|test|testing)\.(ts|mjs)$/.test(file)).sort();
}

/** A TypeScript bench is bundled as the program is, so that what is measured is what ships; packages stay outside. */
async function runBench(file) {
  if (file.endsWith('.mjs'))
    return runInTerminal(process.execPath, [inProject('bench', file), ...args], { cwd: projectRoot });
  const { build } = await import('vite');
  // One folder per process: two benches may run at once. Inside the project, for packages are found from there.
  const outDir = inProject('.cache', 'bench', `${bare(file)}.${process.pid}`);
  try {
    await build({
      configFile: false,
      root: projectRoot,
      logLevel: 'warn',
      resolve: { alias: { '@shared': inProject('src', 'shared') } },
      build: {
        ssr: inProject('bench', file),
        outDir,
        emptyOutDir: true,
        target: 'node20',
        rolldownOptions: { output: { format: 'esm', entryFileNames: '[name].mjs' } },
      },
    });
    return await runInTerminal(
      process.execPath,
      [inProject('.cache', 'bench', basename(outDir), `${bare(file)}.mjs`), ...args],
      {
        cwd: projectRoot,
      },
    );
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
