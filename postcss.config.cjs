/** Mantine's own preset: `light-dark()` and nesting become plain CSS that Chromium 108 understands. */
module.exports = { plugins: { 'postcss-preset-mantine': {} } };
