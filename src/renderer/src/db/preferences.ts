import { z } from 'zod';

const Keys = z.array(z.string().min(1).max(1)).min(1);

/** What a person has set up in this window; each with a default, each parsed when read. */
export const PREFERENCES = {
  /** Name that goes with each decision; empty = the system's user name. */
  reviewer: z.string().max(80).catch(''),
  keySet: z.enum(['right', 'left', 'custom']).catch('right'),
  customKeys: z
    .strictObject({ keep: Keys, exclude: Keys, undecided: Keys, back: Keys })
    .catch({ keep: ['k'], exclude: ['j'], undecided: ['l'], back: ['h'] }),
  galleryZoom: z.int().min(0).max(4).catch(2),
  /** Go to the next sample after a decision in the grid too, not only in review. */
  advanceInGallery: z.boolean().catch(false),
  showFilters: z.boolean().catch(true),
  showInspector: z.boolean().catch(true),
} as const;

export type Preferences = { readonly [K in keyof typeof PREFERENCES]: z.output<(typeof PREFERENCES)[K]> };
export type PreferenceName = keyof Preferences;

/** Every preference; a missing or broken value becomes its default. */
export function readPreferences(stored: ReadonlyMap<string, unknown>): Preferences {
  return {
    reviewer: PREFERENCES.reviewer.parse(stored.get('reviewer')),
    keySet: PREFERENCES.keySet.parse(stored.get('keySet')),
    customKeys: PREFERENCES.customKeys.parse(stored.get('customKeys')),
    galleryZoom: PREFERENCES.galleryZoom.parse(stored.get('galleryZoom')),
    advanceInGallery: PREFERENCES.advanceInGallery.parse(stored.get('advanceInGallery')),
    showFilters: PREFERENCES.showFilters.parse(stored.get('showFilters')),
    showInspector: PREFERENCES.showInspector.parse(stored.get('showInspector')),
  };
}
