import { z } from 'zod';
import { CardSpec } from './card';
import { Coefficients } from './coefficients';
import { ComposeSpec } from './compose';
import { DeclaredSynthetic } from './declaredSynthetic';
import { ExportFormat, ExportNaming } from './exportFormat';
import { CropName, GenerateRecipe, Seed } from './generateRecipe';
import { JobId, SetId } from './ids';
import { MapSpec } from './maps';
import { Name } from './names';
import { PrivacySpec } from './privacy';
import { TrainConfig } from './training';
import { TwinOptions } from './twin';
import { WithdrawSpec } from './withdrawal';

/** Pictures of one render job; what is more is a set. */
export const MAX_RENDERED = 500;

/** Absolute path on this machine; checked again where it is opened. */
const AbsolutePath = z.string().min(1).max(4096);

export const GenerateSpec = z.strictObject({
  kind: z.literal('generate'),
  name: Name,
  recipe: GenerateRecipe,
  /** Pixel threads; null = all cores. Never changes the bytes. */
  workers: z.int().min(1).max(256).nullable().default(null),
});
export type GenerateSpec = z.infer<typeof GenerateSpec>;

export const ImportSpec = z
  .strictObject({
    kind: z.literal('import'),
    name: Name,
    /** A folder with one folder per subject, or a dataset: a folder or a file of a format that docs/formats.md names. */
    folder: AbsolutePath,
    consentFile: AbsolutePath.nullable().default(null),
    /** A synthetic set that somebody else made: who says so, and where it is said. Nobody in it is asked. */
    declaredSynthetic: DeclaredSynthetic.nullable().default(null),
    crop: CropName.default('112x112'),
    /** Pictures with several faces: take the largest central one, or refuse the picture. */
    severalFaces: z.enum(['largest', 'refuse']).default('largest'),
  })
  .refine(({ consentFile, declaredSynthetic }) => consentFile === null || declaredSynthetic === null, {
    path: ['declaredSynthetic'],
    message: 'People who do not exist cannot agree: give a consent file or a declaration, not both.',
  });
export type ImportSpec = z.infer<typeof ImportSpec>;

/** Makes a sample of an imported picture by five points set by hand, where the detector found no face. */
export const PlaceSpec = z.strictObject({
  kind: z.literal('place'),
  setId: SetId,
  /** As in import.jsonl: below the imported folder, `/` separated. */
  path: z.string().min(1).max(4096),
  /** Right eye, left eye, nose tip, right and left mouth corner as seen in the picture, in its pixels. */
  landmarks5: z.array(z.tuple([z.number(), z.number()])).length(5),
});
export type PlaceSpec = z.infer<typeof PlaceSpec>;

/** A list of samples made at one time: its name as a person gave it, the file that holds it, and that file's hash. */
export const FrozenListRef = z.strictObject({
  name: z.string().trim().min(1).max(80),
  file: AbsolutePath,
  sha256: z.string().length(64),
});
export type FrozenListRef = z.infer<typeof FrozenListRef>;

const ExportPart = z.strictObject({
  setId: SetId,
  /** Exact number of identities to hand out; null = all that have enough samples. */
  identities: z.int().min(1).nullable().default(null),
  samples: z.int().min(1),
  /** Decisions up to this revision count; null = all. Consent is always that of the day of the export. */
  revision: z.int().min(0).nullable().default(null),
  /** Only samples of this list go out; null = all that are usable. */
  list: FrozenListRef.nullable().default(null),
});
export type ExportPart = z.infer<typeof ExportPart>;

/** Syn_N_S: only `syn`. Real_N_S: only `real`. Mix_N_S: both. */
export const ExportSpec = z
  .strictObject({
    kind: z.literal('export'),
    /** null = the computed name, e.g. Syn_120_20. */
    name: Name.nullable().default(null),
    /** Folder that receives the export folder; null = the library's exports/. */
    into: AbsolutePath.nullable().default(null),
    syn: ExportPart.nullable().default(null),
    real: ExportPart.nullable().default(null),
    /** Take identities with fewer than `samples` kept samples too (they are counted in dataset.json). */
    allowFewer: z.boolean().default(false),
    /** Decide which samples are drawn when more than `samples` are kept, and the verification pairs. */
    seed: Seed.default(0),
    /** Pairs per fold of each kind for pairs.txt (10 folds, identity-disjoint); lowered to what the identities allow. */
    pairsPerFold: z.int().min(0).max(3000).default(300),
    format: ExportFormat.default('folder'),
    naming: ExportNaming.default('auto'),
    /** Also write the pairs as verification.bin, as InsightFace's evaluation reads them. */
    verificationBin: z.boolean().default(false),
    /** Why the images go out without a mark of their origin; null = each is marked. Goes into the log and the papers. */
    unmarkedReason: z.string().trim().min(3).max(500).nullable().default(null),
    /** Folder of the export that this one replaces after a withdrawal. */
    supersedes: AbsolutePath.nullable().default(null),
  })
  .refine((spec) => spec.syn !== null || spec.real !== null, 'name a synthetic set, a real set, or both');
export type ExportSpec = z.infer<typeof ExportSpec>;

export const TrainSpec = z.strictObject({
  kind: z.literal('train'),
  name: Name,
  /** Training data: one or two sets of the library at their current curation revision, which the run pins. */
  sets: z.array(SetId).min(1).max(8),
  /** Synthetic identities kept out of training and verified afterwards (the last ones by index); 0 = none. */
  heldOutIdentities: z.int().min(0).default(24),
  training: TrainConfig.prefault({}),
});
export type TrainSpec = z.infer<typeof TrainSpec>;

export const VerifySpec = z.strictObject({
  kind: z.literal('verify'),
  /** The training run whose model is judged. */
  runId: JobId,
  source: z.discriminatedUnion('type', [
    /** Held-out identities of the run's own synthetic set. */
    z.strictObject({ type: z.literal('held-out') }),
    /** All kept samples of a set of the library, e.g. the consented real one. */
    z.strictObject({ type: z.literal('set'), setId: SetId }),
    /** Any folder with a pairs file. `align`: find the face and align it first. */
    z.strictObject({ type: z.literal('folder'), images: AbsolutePath, pairs: AbsolutePath, align: z.boolean() }),
    /** InsightFace's verification file: aligned pictures and which pairs of them are the same person. */
    z.strictObject({ type: z.literal('bin'), file: AbsolutePath }),
  ]),
  /** Pairs drawn per fold and kind where there is no pairs file. */
  pairsPerFold: z.int().min(1).max(3000).default(300),
  seed: Seed.default(0),
});
export type VerifySpec = z.infer<typeof VerifySpec>;

export const ProveSpec = z.strictObject({
  kind: z.literal('prove'),
  exportDir: AbsolutePath,
  /** How many synthetic samples to render again; null = all. */
  samples: z.int().min(1).nullable().default(50),
  seed: Seed.default(0),
});
export type ProveSpec = z.infer<typeof ProveSpec>;

/** Checks every claim of an export, for somebody who does not trust its maker. */
export const AuditSpec = z.strictObject({
  kind: z.literal('audit'),
  exportDir: AbsolutePath,
  /** Synthetic images to render again; 0 = none. */
  samples: z.int().min(0).max(1_000_000).default(20),
  /** Decides which. */
  seed: Seed.default(0),
});
export type AuditSpec = z.infer<typeof AuditSpec>;

/** Makes the synthetic twin of a real set: the same moments, other people. */
export const TwinSpec = z.strictObject({
  kind: z.literal('twin'),
  /** The real set. */
  setId: SetId,
  name: Name,
  twin: TwinOptions.prefault({}),
  /** A pairs file of the real folder, to be said in the twin's names. */
  pairsFile: AbsolutePath.nullable().default(null),
  workers: z.int().min(1).max(256).nullable().default(null),
});
export type TwinSpec = z.infer<typeof TwinSpec>;

/** Pictures from coefficients alone, outside of any set. */
export const RenderSpec = z.strictObject({
  kind: z.literal('render'),
  samples: z.array(Coefficients).min(1).max(MAX_RENDERED),
  /** The image file of the one picture; of several, the folder that gets 0001.jpg, 0002.jpg … What is there is replaced. */
  out: AbsolutePath,
  isFolder: z.boolean().default(false),
  format: z.enum(['jpg', 'png']).default('jpg'),
  crop: CropName.default('112x112'),
  jpegQuality: z.int().min(1).max(100).default(92),
});
export type RenderSpec = z.infer<typeof RenderSpec>;

/** Measures every sample of a set and holds it against itself, its identity, the others and the real sets. */
export const ScoreSpec = z.strictObject({
  kind: z.literal('score'),
  setId: SetId,
  /** Which embedder judges; see docs/scores.md. */
  judge: z.string().min(1).max(4096).default('face-api'),
  /** Sets searched for the nearest real person and for duplicates; null = every real set of the library. */
  against: z.array(SetId).max(64).nullable().default(null),
});
export type ScoreSpec = z.infer<typeof ScoreSpec>;

export const DoctorSpec = z.strictObject({ kind: z.literal('doctor') });

/** Plain JSON: posted by the window, read by the terminal, kept in the run folder. */
export const JobSpec = z.discriminatedUnion('kind', [
  GenerateSpec,
  ImportSpec,
  PlaceSpec,
  ExportSpec,
  TrainSpec,
  VerifySpec,
  ProveSpec,
  TwinSpec,
  ComposeSpec,
  RenderSpec,
  MapSpec,
  CardSpec,
  PrivacySpec,
  AuditSpec,
  ScoreSpec,
  WithdrawSpec,
  DoctorSpec,
]);
export type JobSpec = z.infer<typeof JobSpec>;
export type JobSpecInput = z.input<typeof JobSpec>;
export type JobKind = JobSpec['kind'];
