import type { ImportSpec } from '@shared/domain/jobs';
import { DeclaredSynthetic } from '@shared/domain/declaredSynthetic';

/** Whom the pictures of an import show, as far as it is said. */
export interface Who {
  readonly isOfPeople: boolean;
  readonly consentFile: string | null;
  /** Where it is said that they show nobody. */
  readonly source: string;
  readonly how: DeclaredSynthetic['how'];
}

export const PEOPLE: Who = { isOfPeople: true, consentFile: null, source: '', how: 'rendered' };

/** A consent file may come later, a declaration may not. */
export const isSaid = ({ isOfPeople, source, how }: Who): boolean =>
  isOfPeople || DeclaredSynthetic.safeParse({ by: 'somebody', source, how }).success;

/** What goes into the job; what was typed for the other choice stays out. @param by who declares it */
export const saidOf = (
  { isOfPeople, consentFile, source, how }: Who,
  by: string,
): Pick<ImportSpec, 'consentFile' | 'declaredSynthetic'> =>
  isOfPeople ? { consentFile, declaredSynthetic: null } : { consentFile: null, declaredSynthetic: { by, source, how } };
