import { z } from 'zod';

/**
 * The knobs of the built-in generator as they stand in a recipe. Mirrors `GraphicsOptions` of shared/graphics, which portable
 * drawing code owns and which knows no zod; src/main/worker/graphicsOptions.test.ts proves that the two agree.
 */
export const GraphicsOptions = z.record(z.string(), z.number());
export type GraphicsOptions = z.infer<typeof GraphicsOptions>;
