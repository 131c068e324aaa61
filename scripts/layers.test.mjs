import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './lib/paths.mjs';

const require = createRequire(import.meta.url);
const { rules, LAYERS } = require('./layers.cjs');
const { options } = require('../.dependency-cruiser.cjs');

/** Which file of the planted tree must be reported by which rule: every rule has to stand here. */
const PLANTED = {
  ...Object.fromEntries(Object.keys(LAYERS).map((layer) => [`layer:${layer}`, `${layer}/layer.ts`])),
  'layer:renderer': 'renderer/src/layer.ts',
  'electron-at-the-edge': 'main/services/electron.ts',
  'tensorflow-in-the-worker': 'main/services/tensorflow.ts',
  'dexie-in-db': 'renderer/src/ui/database.ts',
  'no-node-in-shared-or-renderer': 'shared/lib/nodeCore.ts',
  'no-node-names-in-shared-or-renderer': 'renderer/src/ui/nodeName.ts',
  'features-stand-alone': 'renderer/src/features/gallery/tile.ts',
  'cli-without-electron': 'main/cli.ts',
  'no-cycles': 'main/jobs/circleA.ts',
  'migrations-frozen': 'main/storage/migrations/0001.ts',
};

/** Files that break no rule: a rule that forbids everything would pass the rest of this test. */
const INNOCENT = ['shared/lib/value.ts', 'main/app/window.ts', 'main/platform/clock.ts', 'renderer/src/ui/card.ts'];

const root = 'fixtures/layers';
const forbidden = rules(root);
const { output } = await cruise([root], { ...options, baseDir: projectRoot, validate: true, ruleSet: { forbidden } });
const reported = output.summary.violations.map(({ rule, from }) => `${rule.name} ${from.slice(root.length + 1)}`);

describe('the layer rules', () => {
  it.each(forbidden.map(({ name }) => name))('%s reports the violation planted for it', (name) => {
    expect(PLANTED).toHaveProperty([name]);
    expect(reported).toContain(`${name} ${PLANTED[name]}`);
  });

  it.each(INNOCENT)('leave %s alone', (file) => {
    expect(reported.filter((line) => line.endsWith(` ${file}`))).toEqual([]);
  });
});
