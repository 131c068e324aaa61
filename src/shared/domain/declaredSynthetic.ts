import { z } from 'zod';

/**
 * Somebody's word that an imported set shows nobody who exists, as public synthetic sets say of themselves. Nothing proves it: the set is
 * never called synthetic without “declared”, and never “real people”.
 */
export const DeclaredSynthetic = z.strictObject({
  /** Who declares it. */
  by: z.string().trim().min(1).max(80),
  /** Where the claim comes from, e.g. “DigiFace-1M README, Microsoft”. */
  source: z.string().trim().min(3).max(500),
  /** `rendered` by rules alone, or `generated` by a model that was trained on pictures. Decides the mark of its images. */
  how: z.enum(['rendered', 'generated']),
});
export type DeclaredSynthetic = z.infer<typeof DeclaredSynthetic>;

/** In papers and on hover: who says so, and that it is no more than that. */
export const declaredText = ({ by, source }: DeclaredSynthetic): string =>
  `declared synthetic by ${by} (${source}), not proven`;

interface SetOfEither {
  readonly kind: 'syn' | 'real';
  readonly declaredSynthetic?: DeclaredSynthetic | null | undefined;
  readonly source?: { readonly declaredSynthetic?: DeclaredSynthetic | undefined };
}

/** The declaration over an imported set, of its set.json or its summary; null for sets that were made here and sets of people. */
export const declaredSyntheticOf = ({ declaredSynthetic, source }: SetOfEither): DeclaredSynthetic | null =>
  declaredSynthetic ?? source?.declaredSynthetic ?? null;

/** The same as a field of a report, left out where there is none. */
export function declarationOf(set: SetOfEither): { readonly declaredSynthetic?: DeclaredSynthetic } {
  const declaredSynthetic = declaredSyntheticOf(set);
  return declaredSynthetic === null ? {} : { declaredSynthetic };
}

/** Whether a set shows people who exist: imported, and not declared synthetic. `kind` alone says only that it was imported. */
export const isOfRealPeople = (set: SetOfEither): boolean => set.kind === 'real' && declaredSyntheticOf(set) === null;
