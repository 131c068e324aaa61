import { z } from 'zod';
import { EXCHANGE_NAMES } from './exchangeRecipes';
import { ExportFormat } from './exportFormat';
import { GenerateRecipe } from './generateRecipe';
import { Name } from './names';
import { TrainConfig } from './training';

const Part = z.strictObject({
  set: Name,
  identities: z.int().min(1).nullable().default(null),
  samples: z.int().min(1),
});

/**
 * A step names sets and runs as a person does; ids come into being while the plan runs. Paths are relative to the recipe file.
 */
export const PlanStep = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('generate'), name: Name, recipe: GenerateRecipe }),
  z.strictObject({
    do: z.literal('import'),
    name: Name,
    from: z.string().min(1),
    consent: z.string().min(1).nullable().default(null),
  }),
  z.strictObject({
    do: z.literal('export'),
    name: Name.nullable().default(null),
    syn: Part.nullable().default(null),
    real: Part.nullable().default(null),
    allowFewer: z.boolean().default(false),
    /** Who reads it; chooses format and names, of which the format may be said besides. */
    for: z.enum(EXCHANGE_NAMES).nullable().default(null),
    format: ExportFormat.nullable().default(null),
  }),
  z.strictObject({
    do: z.literal('train'),
    name: Name,
    sets: z.array(Name).min(1),
    heldOutIdentities: z.int().min(0).default(24),
    training: TrainConfig.prefault({}),
  }),
  z.strictObject({
    do: z.literal('verify'),
    run: Name,
    /** `held-out`, the name of a set, or a folder with its pairs file. */
    on: z.union([
      z.literal('held-out'),
      z.strictObject({ set: Name }),
      z.strictObject({ images: z.string().min(1), pairs: z.string().min(1), align: z.boolean().default(true) }),
    ]),
  }),
  z.strictObject({
    do: z.literal('score'),
    set: Name,
    /** Sets searched for real people and duplicates; null = every real set of the library. */
    against: z.array(Name).max(64).nullable().default(null),
  }),
  /** Quality card of a set that a step before has scored. */
  z.strictObject({ do: z.literal('card'), set: Name }),
  z.strictObject({
    do: z.literal('prove'),
    export: Name.nullable().default(null),
    samples: z.int().min(1).default(50),
  }),
]);
export type PlanStep = z.infer<typeof PlanStep>;

/** A recipe file of `outis run`: the whole job as data. */
export const RunPlan = z.strictObject({
  outis: z.literal(1),
  title: z.string().min(1).max(200),
  /** Values a user must give on the command line, e.g. the consented folder; `{name}` in paths is replaced. */
  inputs: z.record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/), z.string()).default({}),
  steps: z.array(PlanStep).min(1).max(200),
});
export type RunPlan = z.infer<typeof RunPlan>;
