import { z } from 'zod';
import { MAX_IDENTITIES } from './ids';

export const IDENTITY_PLAN_SCHEMA = 1;

/** Ancestries in the order in which `leadingAncestry` counts them. */
export const ANCESTRIES = ['african', 'asian', 'caucasian'] as const;

const Candidate = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

/**
 * Which people of the endless row that a seed gives are the identities of a set, and what was requested of each. The content of
 * identities.json beside set.json and in an export: with a judge in the rule it cannot be worked out again to the last bit.
 */
export const IdentityPlan = z
  .strictObject({
    schema: z.literal(IDENTITY_PLAN_SCHEMA),
    /** Identity i is candidate `candidates[i]`; no two are the same. */
    candidates: z.array(Candidate).min(1).max(MAX_IDENTITIES),
    /** Candidates looked at until all places were taken. */
    lookedAt: z.int().min(1),
    /** Candidates passed over for lying too near an accepted one: by shape, and by the judge. */
    tooNear: z.strictObject({ shape: z.int().min(0), judge: z.int().min(0) }),
    /** Fingerprint of the model that gave the cosines; null where none was asked. */
    judge: z.string().max(200).nullable(),
    /** Requested, never measured: per identity. */
    requested: z.strictObject({
      /** 1 woman, 0 man. */
      female: z.array(z.int().min(0).max(1)),
      /** Position in ANCESTRIES. */
      leadingAncestry: z.array(
        z
          .int()
          .min(0)
          .max(ANCESTRIES.length - 1),
      ),
      ageYears: z.array(z.number().min(0).max(150)),
    }),
  })
  .refine(
    ({ candidates, requested }) =>
      Object.values(requested).every((values: readonly number[]) => values.length === candidates.length),
    { path: ['requested'], message: 'must have one value for each identity' },
  )
  .refine(({ candidates }) => new Set(candidates).size === candidates.length, {
    path: ['candidates'],
    message: 'name one candidate twice',
  });
export type IdentityPlan = z.infer<typeof IdentityPlan>;
