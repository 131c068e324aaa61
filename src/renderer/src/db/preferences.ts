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
  /** Identities as a contact sheet rather than as rows. */
  galleryIsSheet: z.boolean().catch(false),
  /** Column whose value stands on each tile; empty: the one that is sorted by, when it is a score. `-`: none. */
  galleryBadge: z.string().max(80).catch(''),
  histogramBins: z.union([z.literal(16), z.literal(32), z.literal(64), z.literal(128)]).catch(32),
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
    galleryIsSheet: PREFERENCES.galleryIsSheet.parse(stored.get('galleryIsSheet')),
    galleryBadge: PREFERENCES.galleryBadge.parse(stored.get('galleryBadge')),
    histogramBins: PREFERENCES.histogramBins.parse(stored.get('histogramBins')),
    advanceInGallery: PREFERENCES.advanceInGallery.parse(stored.get('advanceInGallery')),
    showFilters: PREFERENCES.showFilters.parse(stored.get('showFilters')),
    showInspector: PREFERENCES.showInspector.parse(stored.get('showInspector')),
  };
}
