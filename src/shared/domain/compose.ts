import { z } from 'zod';
import { Coefficients } from './coefficients';
import { CropName, Seed } from './generateRecipe';
import { GraphicsOptions } from './graphicsOptions';
import { type JobId, SetId, setIdOfJob } from './ids';
import { Name } from './names';

/** Numbers of samples in file names have three digits in every hand-made set, for nobody knows how large the next person's share will be. */
export const MAX_COMPOSED_SAMPLES = 999;
/** Pictures of one job: they are written as one batch, and wait for it in memory. */
export const MAX_COMPOSED_PICTURES = 4000;

/** Somebody made by hand, and how many pictures of them there shall be. */
export const ComposedPerson = z.strictObject({
  /** Who: identity, meshes, requested attributes. The rest is the shot that was looked at. */
  coefficients: Coefficients,
  samples: z.int().min(1).max(MAX_COMPOSED_SAMPLES),
  /** Whether the first sample is that very shot; the others are drawn. */
  keepsShot: z.boolean().default(true),
});
export type ComposedPerson = z.infer<typeof ComposedPerson>;

/** Makes a synthetic set of people made by hand, or adds some to an earlier one. */
export const ComposeSpec = z
  .strictObject({
    kind: z.literal('compose'),
    into: z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('new'),
        name: Name,
        /** With the number of the person it decides the drawn shots. */
        seed: Seed.default(0),
        crop: CropName.default('112x112'),
        jpegQuality: z.int().min(40).max(100).default(92),
      }),
      /** Seed, crop and quality are those of the set. */
      z.strictObject({ type: z.literal('append'), setId: SetId }),
    ]),
    people: z.array(ComposedPerson).min(1).max(MAX_COMPOSED_PICTURES),
    /** Of the drawn shots. */
    options: GraphicsOptions.prefault({}),
    workers: z.int().min(1).max(256).nullable().default(null),
  })
  .refine(({ people }) => composedPictures(people) <= MAX_COMPOSED_PICTURES, {
    path: ['people'],
    message: `more than ${MAX_COMPOSED_PICTURES} pictures at a time: add the rest afterwards`,
  });
export type ComposeSpec = z.infer<typeof ComposeSpec>;

/** How many pictures these people come to. */
export const composedPictures = (people: readonly Pick<ComposedPerson, 'samples'>[]): number =>
  people.reduce((sum, { samples }) => sum + samples, 0);

/** The set that a job makes or adds to. */
export const composedSetId = ({ into }: Pick<ComposeSpec, 'into'>, jobId: JobId): SetId =>
  into.type === 'new' ? setIdOfJob(jobId) : into.setId;
