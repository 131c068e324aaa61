/** The layer table of docs/architecture.md as rules. `src/testing-layers` of the rule's own test plants one violation per rule. */
const { rules } = require('./scripts/layers.cjs');

module.exports = {
  forbidden: rules('src'),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(test|testing)\\.tsx?$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
