import { readFile, rm } from 'node:fs/promises';
import { runInTerminal } from '../lib/command.mjs';
import { withDisplay } from '../lib/display.mjs';
import { electronPath } from '../lib/electronPath.mjs';
import { inProject, projectRoot } from '../lib/paths.mjs';
import { playwrightCounts, settle, singleCheck, vitestCounts } from './counts.mjs';

/** Runs a tool of node_modules, by the path of its script, in this terminal. */
function tool(path, args, env = process.env) {
  return runInTerminal(process.execPath, [inProject('node_modules', ...path.split('/')), ...args], {
    cwd: projectRoot,
    env,
  });
}

const check = (name, title, path, args) => ({
  name,
  title,
  run: async () => singleCheck((await tool(path, args)) === 0),
});

async function withReport(name, toCounts, work) {
  const report = inProject('.cache', 'test', `${name}.json`);
  await rm(report, { force: true });
  const code = await work(report);
  const text = await readFile(report, 'utf8').catch(() => undefined);
  return settle(text === undefined ? undefined : toCounts(JSON.parse(text)), code);
}

/**
 * All that `npm test` runs, in order: the cheap and telling first.
 * @type {{name: string, title: string, run: () => Promise<import('./counts.mjs').Counts>}[]}
 */
export const stages = [
  check('lint', 'Lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  check('format', 'Format', 'prettier/bin/prettier.cjs', ['--check', '.']),
  check('types', 'Types', 'typescript/bin/tsc', ['-b']),
  check('layers', 'Layers', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    'src',
    '--config',
    '.dependency-cruiser.cjs',
  ]),
  check('unused', 'Unused code', 'knip/bin/knip.js', []),
  {
    name: 'unit',
    title: 'Unit, contract, worker and terminal tests',
    run: () =>
      withReport('vitest', vitestCounts, (report) =>
        tool('vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]),
      ),
  },
  {
    name: 'e2e',
    title: 'End-to-end tests in Electron',
    run: () =>
      withReport('playwright', playwrightCounts, (report) => {
        electronPath();
        return withDisplay((env) =>
          tool('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
            ...env,
            PLAYWRIGHT_JSON_OUTPUT_FILE: report,
          }),
        );
      }),
  },
];
