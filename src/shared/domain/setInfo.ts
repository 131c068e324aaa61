import { z } from 'zod';
import { DeclaredSynthetic } from './declaredSynthetic';
import { ExportFormat } from './exportFormat';
import { GenerateRecipe } from './generateRecipe';
import { JobId, SetId } from './ids';
import { Name } from './names';
import { TwinOf } from './twin';

export const SET_SCHEMA = 1;

/** Where the samples of a set come from. Decides marks, colours, papers and what may be done with it. */
export const Origin = z.enum(['syn', 'real']);
export type Origin = z.infer<typeof Origin>;

export const SetCounts = z.strictObject({
  identities: z.int().min(0),
  samples: z.int().min(0),
  sizeBytes: z.int().min(0),
});
export type SetCounts = z.infer<typeof SetCounts>;

/** What decides a renderer's bytes besides the recipe: code, assets and encoder, and one hash over them. */
export const GeneratorFingerprint = z.strictObject({
  generator: z.string(),
  version: z.string(),
  /** Over the tokens of the code that draws and encodes, settings of the encoder among them; missing in sets of before. */
  codeSha256: z.string().optional(),
  assetsSha256: z.string(),
  encoderSha256: z.string(),
  sha256: z.string(),
});
export type GeneratorFingerprint = z.infer<typeof GeneratorFingerprint>;

/** A file beside the code that decides bytes. */
export const GeneratorAsset = z.strictObject({ name: z.string(), sha256: z.string() });
export type GeneratorAsset = z.infer<typeof GeneratorAsset>;

const common = {
  schema: z.literal(SET_SCHEMA),
  id: SetId,
  name: Name,
  createdAt: z.iso.datetime(),
  counts: SetCounts,
  /** `partial` while its job has not ended; such a set can be looked at but not exported. */
  state: z.enum(['partial', 'complete']),
};

/** In set.json of a set of people made by hand. */
export const Composed = z.strictObject({
  people: z.int().min(0),
  /** Who came when: addition k is batch k, and its people follow those of the additions before. Only the last may be unfinished. */
  additions: z.array(
    z.strictObject({
      jobId: JobId,
      people: z.int().min(1),
      /** Of the person with the most. */
      samples: z.int().min(1),
    }),
  ),
});
export type Composed = z.infer<typeof Composed>;

export const SynSetInfo = z.strictObject({
  ...common,
  kind: z.literal('syn'),
  recipe: GenerateRecipe,
  fingerprint: GeneratorFingerprint,
  /** SHA-256 of identities.json, which names the chosen candidates; missing: identity i is candidate i. */
  identitiesSha256: z.string().length(64).optional(),
  /** The real set whose moments it shows with other people; missing: its moments were drawn. */
  twin: TwinOf.optional(),
  /** Its people were made by hand; missing: they were drawn. */
  composed: Composed.optional(),
});
export type SynSetInfo = z.infer<typeof SynSetInfo>;

/** Whether the pictures follow from the coefficients saved with them: no seed gives a real moment, and none a person made by hand. */
export const isFromCoefficients = ({ twin, composed }: SynSetInfo): boolean =>
  twin !== undefined || composed !== undefined;

export const RealSetInfo = z.strictObject({
  ...common,
  kind: z.literal('real'),
  source: z.strictObject({
    /** The folder, or the file, that was imported. */
    folder: z.string(),
    /** The pictures lay in a pack of this format; missing: in a folder per subject. */
    pack: ExportFormat.optional(),
    consentFile: z.string().nullable(),
    consentSha256: z.string().nullable(),
    /** Somebody says that it shows nobody who exists; missing: it shows people, who must agree. */
    declaredSynthetic: DeclaredSynthetic.optional(),
    alignerFingerprint: z.string(),
    /** Files that did not become samples, with reasons, are in import.jsonl beside set.json. */
    refusedCount: z.int().min(0),
  }),
});
export type RealSetInfo = z.infer<typeof RealSetInfo>;

/** The content of sets/<setId>/set.json. */
export const SetInfo = z.discriminatedUnion('kind', [SynSetInfo, RealSetInfo]);
export type SetInfo = z.infer<typeof SetInfo>;
