/** Kinds of headwear, in the order of HatWorn.style, which is part of the format of saved samples: add at the end only. */
export const HAT_STYLES = [
  'cap',
  'capBackwards',
  'beanie',
  'brimmed',
  'bucket',
  'headscarf',
  'hood',
  'helmet',
  'headband',
] as const;
export type HatStyle = (typeof HAT_STYLES)[number];
