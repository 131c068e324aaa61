import { z } from 'zod';
import { GraphicsOptions } from './graphicsOptions';
import { MAX_IDENTITIES, MAX_SAMPLES_PER_IDENTITY } from './ids';

/** Width × height in pixels. All are aligned to the ArcFace five-point template (96x112: SynFace's crop of it). */
export const CropName = z.enum(['112x112', '96x112', '256x256']);
export type CropName = z.infer<typeof CropName>;

export const CROP_SIZE_PX: Readonly<Record<CropName, { readonly widthPx: number; readonly heightPx: number }>> = {
  '112x112': { widthPx: 112, heightPx: 112 },
  '96x112': { widthPx: 96, heightPx: 112 },
  '256x256': { widthPx: 256, heightPx: 256 },
};

export const Seed = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * Identity Mixup of SynFace: each sample of identity `a` blends a partner `b` drawn from the same set's N identities, with
 * weight φ of `a` from 21 equal steps. `probability` is the share of samples that are mixed.
 */
export const IdentityMixup = z.strictObject({
  probability: z.number().min(0).max(1),
  /** φ from 0, 0.05 … 1 as in SynFace, or from anywhere between 0 and 1. */
  weights: z.enum(['steps', 'continuous']).default('steps'),
});

/** How far apart any two identities of a set must be; candidates that come too near an earlier identity are passed over. */
export const MinimumDistance = z.strictObject({
  /**
   * Distance in the whitened shape space, its directions weighed by what they move (shared/graphics/shapeMetric); 0 accepts all.
   * Two independent people lie about √240 ≈ 15.5 apart.
   */
  shape: z.number().min(0).max(30).default(11),
  /** Largest cosine between two identities' frontal pictures as the judge sees them; null does not ask the judge. */
  judgeCosine: z.number().min(-1).max(1).nullable().default(null),
});

/** Everything that decides the bytes of a synthetic set, but for the generator's own fingerprint. */
export const GenerateRecipe = z
  .strictObject({
    generator: z.literal('graphics').default('graphics'),
    identities: z.int().min(1).max(MAX_IDENTITIES),
    samples: z.int().min(1).max(MAX_SAMPLES_PER_IDENTITY),
    seed: Seed.default(0),
    crop: CropName.default('112x112'),
    jpegQuality: z.int().min(40).max(100).default(92),
    identityMixup: IdentityMixup.prefault({ probability: 0 }),
    minimumDistance: MinimumDistance.prefault({}),
    /** `exact`: sexes, leading ancestries and ages in the asked proportions but for rounding; `drawn`: each identity by chance. */
    balance: z.enum(['drawn', 'exact']).default('exact'),
    options: GraphicsOptions.prefault({}),
  })
  .refine((recipe) => recipe.identities > 1 || recipe.identityMixup.probability === 0, {
    path: ['identityMixup', 'probability'],
    message: 'must be 0 where there is one identity: nobody is there to mix it with',
  });
export type GenerateRecipe = z.infer<typeof GenerateRecipe>;
export type GenerateRecipeInput = z.input<typeof GenerateRecipe>;

/** `Syn_120_20`: the field's name for N identities with S samples each. */
export const synName = (identities: number, samples: number): string => `Syn_${identities}_${samples}`;
