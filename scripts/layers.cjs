/**
 * Who may import whom. One row per layer: what it may see besides itself (docs/architecture.md, "Layers").
 * The root is a parameter so that a tree of planted violations can be checked with the very same rules.
 */
const LAYERS = {
  'shared/lib': [],
  'shared/domain': ['shared/lib'],
  'shared/graphics': ['shared/lib'],
  'shared/contract': ['shared/lib', 'shared/domain'],
  'main/engine': ['shared/lib', 'shared/domain', 'shared/graphics'],
  'main/platform': ['shared'],
  'main/storage': ['shared/lib', 'shared/domain', 'main/platform'],
  'main/formats': ['shared/lib', 'shared/domain', 'main/platform'],
  'main/jobs': ['shared', 'main/platform'],
  'main/worker': ['shared', 'main/engine', 'main/storage', 'main/formats', 'main/jobs', 'main/platform'],
  'main/services': ['shared', 'main/jobs', 'main/storage', 'main/formats', 'main/platform'],
  'main/cli': ['shared', 'main/services', 'main/jobs', 'main/platform', 'main/storage', 'main/formats'],
  'main/app': ['shared', 'main/services', 'main/jobs', 'main/platform'],
  preload: ['shared/contract'],
  renderer: ['shared'],
};

const NODE_CORE =
  '^(node:)?(assert|buffer|child_process|cluster|crypto|dgram|dns|events|fs|http|https|module|net|os|path|perf_hooks|process|readline|stream|string_decoder|tls|url|util|v8|vm|worker_threads|zlib)(/|$)';

const layerRules = (root) =>
  Object.entries(LAYERS).map(([layer, allowed]) => ({
    name: `layer:${layer}`,
    comment: `${layer} may import only: itself${allowed.map((name) => `, ${name}`).join('')} (docs/architecture.md).`,
    severity: 'error',
    from: { path: `^${root}/${layer}/` },
    to: { path: `^${root}/`, pathNot: [layer, ...allowed].map((name) => `^${root}/${name}/`) },
  }));

const packageRule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @param {string} root folder that holds shared, main, preload and renderer */
const rules = (root) => [
  ...layerRules(root),
  packageRule(
    'electron-at-the-edge',
    'Electron only in main/app, main/index.ts and preload.',
    { path: `^${root}/`, pathNot: [`^${root}/main/app/`, `^${root}/main/index\\.ts$`, `^${root}/preload/`] },
    { path: '(^|node_modules/)electron(/|$)' },
  ),
  packageRule(
    'tensorflow-in-the-worker',
    'TensorFlow only in main/engine and main/worker.',
    { path: `^${root}/`, pathNot: [`^${root}/main/engine/`, `^${root}/main/worker/`] },
    { path: '@tensorflow/|@vladmandic/face-api' },
  ),
  packageRule(
    'dexie-in-db',
    'Dexie only in renderer/src/db.',
    { path: `^${root}/`, pathNot: `^${root}/renderer/src/db/` },
    { path: '(^|node_modules/)dexie' },
  ),
  packageRule(
    'no-node-in-shared-or-renderer',
    'shared and renderer run without Node.',
    { path: `^${root}/(shared|renderer)/` },
    { dependencyTypes: ['core'] },
  ),
  packageRule(
    'no-node-names-in-shared-or-renderer',
    'shared and renderer run without Node.',
    { path: `^${root}/(shared|renderer)/` },
    { path: NODE_CORE },
  ),
  packageRule(
    'features-stand-alone',
    'A feature does not import another feature; share through ui, client or db.',
    { path: `^${root}/renderer/src/features/([^/]+)/` },
    { path: `^${root}/renderer/src/features/`, pathNot: `^${root}/renderer/src/features/$1/` },
  ),
  packageRule(
    'cli-without-electron',
    'The terminal must not reach Electron or the window, even indirectly.',
    { path: `^${root}/main/cli\\.ts$` },
    { path: `(^|node_modules/)electron(/|$)|^${root}/main/app/`, reachable: true },
  ),
  packageRule('no-cycles', 'A cycle hides what depends on what.', { path: `^${root}/` }, { circular: true }),
  packageRule(
    'migrations-frozen',
    'A migration imports nothing that can change under it.',
    { path: `^${root}/main/storage/migrations/` },
    { path: `^${root}/`, pathNot: `^${root}/main/storage/migrations/` },
  ),
];

module.exports = { rules, LAYERS };
