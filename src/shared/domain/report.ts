import { z } from 'zod';
import { DeclaredSynthetic } from './declaredSynthetic';
import { AuditReport } from './audit/auditReport';
import { CardReport } from './card';
import { JobId, SampleId, SetId } from './ids';
import { PrivacyReport } from './privacy';
import { NetworkConfig, TrainConfig } from './training';
import { NotFitted } from './twin';
import { ScoreHistogram, VerificationResult } from './verification';
import { DestructionCertificate } from './withdrawalPlan';

/** Which samples a run learned from, pinned. */
export const PinnedSet = z.strictObject({
  setId: SetId,
  name: z.string(),
  kind: z.enum(['syn', 'real']),
  declaredSynthetic: DeclaredSynthetic.optional(),
  curationRevision: z.int().min(0),
  identities: z.int().min(0),
  samples: z.int().min(0),
  excluded: z.int().min(0),
  /** Samples left out because their subject did not consent to this purpose. */
  withoutConsent: z.int().min(0),
});
export type PinnedSet = z.infer<typeof PinnedSet>;

/** One identity of one set. */
const IdentityRef = z.strictObject({ setId: SetId, identityIndex: z.int().min(0) });

/** samples.json of a training run: what was decided at its start and holds through every resume. */
export const RunSamples = z.strictObject({
  sets: z.array(PinnedSet),
  /** Kept from training and watched while it runs. */
  development: z.array(IdentityRef),
  /** Kept from training and looked at only afterwards. */
  heldOut: z.array(IdentityRef),
});
export type RunSamples = z.infer<typeof RunSamples>;

/** report.json of a training run. */
export const TrainReport = z.strictObject({
  kind: z.literal('train'),
  runId: JobId,
  name: z.string(),
  createdAt: z.iso.datetime(),
  sets: z.array(PinnedSet),
  heldOutIdentities: z.int().min(0),
  classCount: z.int().min(2),
  sampleCount: z.int().min(2),
  network: NetworkConfig,
  training: TrainConfig,
  parameterCount: z.int().min(1),
  steps: z.int().min(0),
  durationMs: z.number().min(0),
  /** Null when the run was already at its last step when it was resumed. */
  imagesPerSecond: z.number().min(0).nullable(),
  finalLoss: z.number().nullable(),
  trainAccuracy: z.number().nullable(),
  /** On identities kept for watching the run, which are none of those that are verified afterwards. */
  developmentAccuracy: z.number().nullable(),
  /** Mixed samples left out because their partner is no class of this run. */
  droppedMixed: z.int().min(0),
  modelSha256: z.string().length(64),
  alignerFingerprint: z.string(),
  engine: z.string(),
});
export type TrainReport = z.infer<typeof TrainReport>;

/** report.json of a verification run. */
export const VerifyReport = z.strictObject({
  kind: z.literal('verify'),
  runId: JobId,
  /** The training run that made the model. */
  modelRunId: JobId,
  modelName: z.string(),
  modelSha256: z.string().length(64),
  createdAt: z.iso.datetime(),
  data: z.strictObject({
    title: z.string(),
    origin: z.enum(['syn', 'real', 'unknown']),
    declaredSynthetic: DeclaredSynthetic.optional(),
    images: z.int().min(0),
    /** Pictures named by the pairs but missing, unreadable or without a face; the pairs that fell out with them. */
    missing: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
    droppedPairs: z.int().min(0),
    alignerFingerprint: z.string(),
  }),
  result: VerificationResult,
  /** Warnings that belong to the data or the size of it, in words. */
  cautions: z.array(z.string()),
});
export type VerifyReport = z.infer<typeof VerifyReport>;

/** report.json of `outis prove`. */
export const ProveReport = z.strictObject({
  kind: z.literal('prove'),
  runId: JobId,
  createdAt: z.iso.datetime(),
  exportDir: z.string(),
  manifestSha256: z.string(),
  fingerprintMatches: z.boolean(),
  checked: z.int().min(0),
  identical: z.int().min(0),
  /** Manifest paths whose bytes differ, are missing or could not be rendered. */
  different: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  verdict: z.enum(['proven', 'refuted', 'not-comparable']),
});
export type ProveReport = z.infer<typeof ProveReport>;

/** Absolute differences of one factor, as fitted on the original and on the twin. */
const FactorAgreement = z.strictObject({
  factor: z.enum(['yaw', 'pitch', 'roll', 'light', 'mouth', 'sharpness', 'brightness']),
  unit: z.string(),
  median: z.number(),
  p90: z.number(),
});

/** report.json of a synthetic twin. */
export const TwinReport = z.strictObject({
  kind: z.literal('twin'),
  runId: JobId,
  createdAt: z.iso.datetime(),
  setId: SetId,
  name: z.string(),
  ofSetId: SetId,
  ofSetName: z.string(),
  structure: z.strictObject({
    /** Of the real set, after exclusions and without subjects who do not consent. */
    subjectsAsked: z.int().min(0),
    subjectsMade: z.int().min(0),
    samplesAsked: z.int().min(0),
    samplesMade: z.int().min(0),
    excluded: z.int().min(0),
    withoutConsent: z.int().min(0),
  }),
  agreement: z.strictObject({
    /** Twins on which the factors could be fitted again. */
    compared: z.int().min(0),
    notFittedAgain: z.int().min(0),
    factors: z.array(FactorAgreement),
  }),
  strangers: z.strictObject({
    judge: z.strictObject({ name: z.string(), weightsSha256: z.string(), licence: z.string(), trainedOn: z.string() }),
    /** Cosine from which the judge takes two pictures for one person. */
    threshold: z.number(),
    /** `genuine`: twin against its own original; `impostor`: twin against the most alike of all real samples. */
    histogram: ScoreHistogram,
    own: z.strictObject({ median: z.number(), max: z.number() }),
    nearest: z.strictObject({ median: z.number(), max: z.number() }),
    /** Two real pictures of two people, for comparison; null where there is one person only. */
    realStrangersP99: z.number().nullable(),
    tooAlike: z.array(z.strictObject({ twin: SampleId, ofSample: SampleId, cosine: z.number() })),
    tooAlikeCount: z.int().min(0),
    verdict: z.enum(['strangers', 'too-alike']),
  }),
  identities: z.strictObject({
    passedOver: z.strictObject({ real: z.int().min(0), twin: z.int().min(0), shape: z.int().min(0) }),
  }),
  notFitted: z.array(NotFitted),
  pairs: z
    .strictObject({ file: z.string(), asked: z.int().min(0), written: z.int().min(0), missing: z.array(z.string()) })
    .nullable(),
});
export type TwinReport = z.infer<typeof TwinReport>;

const Check = z.strictObject({
  name: z.string(),
  value: z.string(),
  state: z.enum(['ok', 'warning', 'missing']),
  remedy: z.string().nullable(),
});

/** What `outis doctor` and Settings show. */
export const DoctorReport = z.strictObject({ kind: z.literal('doctor'), checks: z.array(Check), healthy: z.boolean() });
export type DoctorReport = z.infer<typeof DoctorReport>;
export type DoctorCheck = z.infer<typeof Check>;

export const RunReport = z.discriminatedUnion('kind', [
  TrainReport,
  VerifyReport,
  ProveReport,
  TwinReport,
  CardReport,
  PrivacyReport,
  AuditReport,
  DestructionCertificate,
  DoctorReport,
]);
export type RunReport = z.infer<typeof RunReport>;

/** Kinds of job whose report people look up; what a machine check found is shown where it is asked for. */
const REPORTING: ReadonlySet<string> = new Set([
  'train',
  'verify',
  'prove',
  'twin',
  'card',
  'privacy',
  'audit',
  'withdraw',
] satisfies RunReport['kind'][]);

/** @param kind of a job */
export const leavesReport = (kind: string): boolean => REPORTING.has(kind);
