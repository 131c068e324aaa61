import { z } from 'zod';
import { RequestedBalance } from './balance';
import { DeclaredSynthetic } from './declaredSynthetic';
import { ExportFormat } from './exportFormat';
import { GenerateRecipe } from './generateRecipe';
import { SetId } from './ids';
import { GeneratorFingerprint, Origin } from './setInfo';

/** One line of manifest.jsonl: everything needed to check a file, or to render a synthetic one again. */
export const ManifestLine = z.strictObject({
  /** File below the export's folder, `/` separated. */
  path: z.string(),
  /** Key of the image inside `path` where that file holds many; missing where it is the image. */
  entry: z.string().max(400).optional(),
  /** Of the image as it lies in the export, mark included. */
  sha256: z.string().length(64),
  sizeBytes: z.int().min(1),
  /** Of the image without its mark, as the library holds it and the generator renders it; missing where nothing was added. */
  unmarkedSha256: z.string().length(64).optional(),
  origin: Origin,
  /** Class label: position of the identity folder in sorted order, synthetic ones first, then real ones at `labelOffset`. */
  label: z.int().min(0),
  identity: z.string(),
  setId: SetId,
  sampleId: z.string(),
  identityIndex: z.int().min(0),
  sampleIndex: z.int().min(0),
  /** Soft label of a mixed identity: weight of `label`, and the partner's label with the rest; null when not mixed. */
  partner: z.strictObject({ label: z.int().min(0), identityIndex: z.int().min(0), weight: z.number() }).nullable(),
  /** Real samples: where consent stands. */
  consent: z
    .strictObject({ subject: z.string(), date: z.string().nullable(), document: z.string().nullable() })
    .nullable(),
});
export type ManifestLine = z.infer<typeof ManifestLine>;

const PartInfo = z.strictObject({
  setId: SetId,
  setName: z.string(),
  identities: z.int().min(0),
  samples: z.int().min(0),
  sampleCount: z.int().min(0),
  curationRevision: z.int().min(0),
  excludedCount: z.int().min(0),
  /** Identities with fewer than `samples` files, only with allowFewer. */
  shortIdentities: z.array(z.strictObject({ identity: z.string(), samples: z.int() })),
  /** The frozen list that was exported: its name, the hash of its file, and its samples, those that stayed included. */
  list: z.strictObject({ name: z.string(), sha256: z.string().length(64), samples: z.int().min(0) }).optional(),
  /** The real part only: somebody says that it shows nobody who exists; missing: people, each with a consent. */
  declaredSynthetic: DeclaredSynthetic.optional(),
});

/** dataset.json of an export. */
export const DatasetInfo = z.strictObject({
  outis: z.literal(1),
  name: z.string(),
  kind: z.enum(['syn', 'real', 'mix']),
  format: ExportFormat.default('folder'),
  /** Whether each image carries its origin as XMP DigitalSourceType; false in exports of before and where a reason was given. */
  isMarked: z.boolean().default(false),
  /** Why the images carry no mark. */
  unmarkedReason: z.string().min(1).max(500).optional(),
  /** The export that this one replaces after a withdrawal. */
  supersedes: z.strictObject({ name: z.string(), manifestSha256: z.string().length(64) }).optional(),
  createdAt: z.iso.datetime(),
  program: z.string(),
  /** The four numbers of a Mix: N and S of each part; null for a part that is not there. */
  syn: PartInfo.nullable(),
  real: PartInfo.nullable(),
  classCount: z.int().min(1),
  /** Decided which samples were drawn where more were usable, and the pairs. */
  seed: z.int().min(0).optional(),
  /** First label of the real identities = number of synthetic ones. */
  labelOffset: z.int().min(0),
  recipe: GenerateRecipe.nullable(),
  fingerprint: GeneratorFingerprint.nullable(),
  /** What its synthetic samples follow from where that is not the recipe: a twin, or people made by hand. */
  renderedFrom: z.literal('coefficients').optional(),
  /** The set's own choice of people, which the recipe alone may not give to the last bit; missing: identity i is candidate i. */
  identities: z.strictObject({ file: z.literal('identities.json'), sha256: z.string().length(64) }).optional(),
  /** The five factors of the synthetic samples; null for real ones and for sets made before they were saved. */
  coefficients: z
    .strictObject({ file: z.literal('coefficients.arrow'), sha256: z.string().length(64) })
    .nullable()
    .default(null),
  /** How the synthetic identities of this export divide by what was requested of them. */
  requestedBalance: RequestedBalance.optional(),
  pairs: z.strictObject({ file: z.string(), folds: z.int(), pairsPerFold: z.int() }).nullable(),
  /** The same pairs as InsightFace's evaluation reads them. */
  verification: z.strictObject({ file: z.string(), sha256: z.string().length(64), pairs: z.int().min(1) }).optional(),
  manifestSha256: z.string().length(64),
  statement: z.string(),
});
export type DatasetInfo = z.infer<typeof DatasetInfo>;
