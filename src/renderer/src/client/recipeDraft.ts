import { useSyncExternalStore } from 'react';
import { GenerateRecipe } from '@shared/domain/generateRecipe';

/** The recipe on the page "New set" outlives the page; the explorer draws by its options and may leave a recipe there. */
let draft: GenerateRecipe = GenerateRecipe.parse({ identities: 120, samples: 20 });
const listeners = new Set<() => void>();

export function setRecipeDraft(recipe: GenerateRecipe): void {
  draft = recipe;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useRecipeDraft = (): GenerateRecipe => useSyncExternalStore(subscribe, () => draft);
