/** What the benchmark and the contact sheets need of the generator, bundled for plain Node. */
export { parseHeadModel } from '../src/shared/graphics/headModel';
export { mixIdentities, sampleIdentity, sampleShot } from '../src/shared/graphics/factors';
export { DEFAULT_GRAPHICS_OPTIONS } from '../src/shared/graphics/recipeOptions';
export { buildIdentity, createRenderScratch, renderSample } from '../src/shared/graphics/render';
export { PRESETS } from '../src/shared/domain/presets';
export { traitsOf } from '../src/shared/graphics/traits';
