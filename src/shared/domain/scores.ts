import { z } from 'zod';
import { JobId, SetId } from './ids';

/**
 * Who measures. `image` looks at pixels, `face` finds the face again in the crop, `judge` gives embeddings, `relations` holds embeddings
 * and hashes against each other: own identity, other identities, real people, duplicates. `judge` and `relations` exist once per judge.
 */
export const SCORERS = ['image', 'face', 'judge', 'relations'] as const;
export const Scorer = z.enum(SCORERS);
export type Scorer = z.infer<typeof Scorer>;

/** What a reader of a judge's score must know about the model behind it. */
export const JudgeInfo = z.strictObject({
  /** Short and stable, as typed in the terminal: `face-api`. */
  key: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: z.string(),
  embeddingSize: z.int().min(1).max(4096),
  weightsSha256: z.string().length(64),
  licence: z.string(),
  trainedOn: z.string(),
  /** Cosine from which this judge takes two pictures for one person, and how that was found. */
  samePersonFrom: z.number(),
  thresholdFrom: z.string(),
});
export type JudgeInfo = z.infer<typeof JudgeInfo>;

/** info.json of one scorer's folder: sets/<setId>/scores/<scorer>-<fingerprint>/. */
export const ScoreInfo = z.strictObject({
  schema: z.literal(1),
  scorer: Scorer,
  /** 16 hex digits over the scorer's code version, weights and settings; scores of two fingerprints are never mixed. */
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  /** Of `judge` and `relations`; null for the others. */
  judge: JudgeInfo.nullable(),
  jobId: JobId,
  createdAt: z.iso.datetime(),
  state: z.enum(['partial', 'complete']),
  /** Samples of the set when it was scored, over id and image hash of each; another value now means that the set has changed. */
  samplesSha256: z.string().length(64),
  scored: z.int().min(0),
  /** Samples whose picture was missing or unreadable: no score, and counted. */
  failed: z.int().min(0),
  /** Samples of a real set whose subject does not allow evaluation: not looked at, and counted. */
  withoutConsent: z.int().min(0),
  /** `relations`: the other sets that were searched, in the order to which `r.*.set` columns point. */
  against: z.array(
    z.strictObject({
      setId: SetId,
      name: z.string(),
      kind: z.enum(['syn', 'real']),
      samples: z.int().min(0),
      /** Left out because their subject does not allow evaluation. */
      withoutConsent: z.int().min(0),
      judgeFingerprint: z.string(),
      /** As of the other set when it was searched. */
      samplesSha256: z.string().length(64),
    }),
  ),
  /** `relations`: all real sets that there were had been asked for, so that one more makes this stale. */
  againstAllReal: z.boolean(),
});
export type ScoreInfo = z.infer<typeof ScoreInfo>;

/** What `score.status` says of one scorer of one set. */
export const ScoreStatus = z.strictObject({
  scorer: Scorer,
  /** `stale`: made by another version of the scorer, of other samples, or against sets that have changed; shown as such, never mixed. */
  state: z.enum(['absent', 'partial', 'fresh', 'stale']),
  /** Why it is stale, in a sentence; empty otherwise. */
  reason: z.string(),
  info: ScoreInfo.nullable(),
});
export type ScoreStatus = z.infer<typeof ScoreStatus>;

export interface ScoreColumn {
  /** Name of the Float32 column without its `n.` prefix. */
  readonly name: string;
  readonly scorer: Scorer;
  readonly label: string;
  readonly unit: string;
  /** Which end is suspicious; null where neither is. */
  readonly worst: 'low' | 'high' | null;
  /** One sentence for a tooltip. */
  readonly about: string;
}

const column = (
  name: string,
  scorer: Scorer,
  label: string,
  unit: string,
  worst: ScoreColumn['worst'],
  about: string,
): ScoreColumn => ({ name, scorer, label, unit, worst, about });

/** Every score a sample can have, in the order in which it helps to judge. NaN means: not computed, or not computable here. */
export const SCORE_COLUMNS: readonly ScoreColumn[] = [
  column(
    'suggest.bad',
    'relations',
    'Most likely bad',
    '0–1',
    'high',
    'How much speaks against this sample, from all scores; it decides nothing.',
  ),
  column(
    'judge.consistency',
    'relations',
    'Like its identity',
    'cosine',
    'low',
    'Cosine to the centre of its own identity, without itself.',
  ),
  column(
    'judge.margin',
    'relations',
    'Own minus other identity',
    'cosine',
    'low',
    'Below 0 it is nearer to another identity’s centre: the label may be wrong.',
  ),
  column(
    'judge.nearestOther',
    'relations',
    'Nearest other identity',
    'cosine',
    'high',
    'Cosine to the most alike sample of any other identity of the set.',
  ),
  column(
    'judge.nearestReal',
    'relations',
    'Nearest real picture',
    'cosine',
    'high',
    'Cosine to the most alike consented real picture.',
  ),
  column(
    'judge.nearestRealCentre',
    'relations',
    'Nearest real person',
    'cosine',
    'high',
    'Cosine to the most alike centre of a consented real person.',
  ),
  column(
    'duplicate.cosine',
    'relations',
    'Nearest double',
    'cosine',
    'high',
    'Cosine to the most alike other sample of any identity.',
  ),
  column(
    'duplicate.bits',
    'relations',
    'Nearest double by hash',
    'bits',
    'low',
    'Least number of differing bits of the 64-bit picture hash to any other sample.',
  ),
  column('face.found', 'face', 'Face found', '0/1', 'low', 'Whether the detector finds a face in the crop.'),
  column('face.score', 'face', 'Face detector', '0–1', 'low', 'The detector’s confidence.'),
  column(
    'face.landmarkErrorPx',
    'face',
    'Landmarks off',
    'px',
    'high',
    'Mean distance of the five points found to where they are known to be, in pixels of the 112 px crop.',
  ),
  column(
    'face.occlusion',
    'face',
    'Covered (estimate)',
    '0–1',
    'high',
    'How much the face looks covered by something.',
  ),
  column('face.yawDeg', 'face', 'Yaw (estimate)', '°', null, 'Estimated from landmarks.'),
  column('face.pitchDeg', 'face', 'Pitch (estimate)', '°', null, 'Estimated from landmarks.'),
  column('face.rollDeg', 'face', 'Roll (estimate)', '°', null, 'Estimated from landmarks.'),
  column(
    'face.mouthOpen',
    'face',
    'Mouth open (estimate)',
    '0–1',
    null,
    'Gap of the lips over the width of the mouth.',
  ),
  column('face.eyesOpen', 'face', 'Eyes open (estimate)', '0–1', 'low', 'Height of the eye openings over their width.'),
  column('image.sharpness', 'image', 'Sharpness', '', 'low', 'Variance of the Laplacian inside the face.'),
  column('image.exposure', 'image', 'Brightness', '0–255', null, 'Mean luma inside the face.'),
  column('image.contrast', 'image', 'Contrast', '', 'low', 'Standard deviation of the luma inside the face.'),
  column('image.darkShare', 'image', 'Black share', '0–1', 'high', 'Share of pixels that are as good as black.'),
  column('image.brightShare', 'image', 'White share', '0–1', 'high', 'Share of pixels that are as good as white.'),
];

/**
 * Int32 columns that point to another sample: `r.<ref>.identity`, `r.<ref>.sample` (both −1: none), and where another set can be meant
 * `r.<ref>.set`, an index into `against` (−1: this set). A `…Centre` points to the sample of that person that is most like the centre.
 * `r.duplicate.group` numbers groups of near duplicates inside the set (−1: none); `r.suggest.reasons` has a bit for each of
 * SUGGEST_REASONS (domain/suggestions.ts).
 */
export const SCORE_REFS = [
  'nearestOther',
  'nearestOtherCentre',
  'nearestReal',
  'nearestRealCentre',
  'duplicate',
] as const;
export type ScoreRef = (typeof SCORE_REFS)[number];
