import { z } from 'zod';
import { EXCLUSION_REASONS, ExclusionReason } from './curation';
import type { DefaultReason } from './curation';

/** A reason as a person reads it; the slug is what journals and reports carry. */
export const ReasonEntry = z.strictObject({ slug: ExclusionReason, label: z.string().trim().min(1).max(40) });
export type ReasonEntry = z.infer<typeof ReasonEntry>;

/** A rule that someone wants to use again; parsed by `parseRule` when it is used. */
export const SavedRule = z.strictObject({
  name: z.string().trim().min(1).max(60),
  text: z.string().trim().min(3).max(300),
  reason: ExclusionReason.nullable(),
});
export type SavedRule = z.infer<typeof SavedRule>;

const isEachOnce = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** curation.json of a library: what its reviewers have agreed on. The first nine reasons have the keys 1–9. */
export const CurationSettings = z.strictObject({
  schema: z.literal(1),
  reasons: z
    .array(ReasonEntry)
    .min(1)
    .max(40)
    .refine((reasons) => isEachOnce(reasons.map(({ slug }) => slug)), 'names a reason twice'),
  rules: z
    .array(SavedRule)
    .max(200)
    .refine((rules) => isEachOnce(rules.map(({ name }) => name)), 'names a rule twice'),
});
export type CurationSettings = z.infer<typeof CurationSettings>;

const DEFAULT_LABEL: Readonly<Record<DefaultReason, string>> = {
  blurred: 'blurred',
  'no-face': 'no face',
  'wrong-identity': 'wrong identity',
  duplicate: 'duplicate',
  occluded: 'occluded',
  artefact: 'artefact',
  'bad-light': 'bad light',
  implausible: 'implausible',
  other: 'other',
};

export const DEFAULT_CURATION_SETTINGS: CurationSettings = {
  schema: 1,
  reasons: EXCLUSION_REASONS.map((slug) => ({ slug, label: DEFAULT_LABEL[slug] })),
  rules: [],
};

/** The words of a reason; one that is no longer in the list still reads as what it says. */
export function reasonLabel(reasons: readonly ReasonEntry[], slug: ExclusionReason): string {
  return reasons.find((entry) => entry.slug === slug)?.label ?? slug.replaceAll('-', ' ');
}

/** A name for a new reason that the list does not have yet. @param label 1–40 characters, any script */
export function slugOfLabel(label: string, taken: readonly ReasonEntry[]): ExclusionReason {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const base =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 34) || 'reason';
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.some((entry) => entry.slug === slug)) return slug;
  }
}
