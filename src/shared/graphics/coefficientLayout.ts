/** What each number of the five factors means. Positions are part of the file format of saved samples: append, never move. */

export const IDENTITY_COUNT = 160;
export const EXPRESSION_COUNT = 64;
export const LIGHT_COUNT = 27;
export const BACKGROUND_COUNT = 32;

/** Identity: 0 to 119 are the whitened shape components; the rest by name. Each has mean 0 and deviation 1 over the population. */
export const IDENTITY = {
  shapeFirst: 0,
  melanin: 120,
  haemoglobin: 121,
  yellow: 122,
  gloss: 123,
  zoneContrast: 124,
  cheekRedness: 125,
  noseRedness: 126,
  underEye: 127,
  blotch: 128,
  lipDepth: 129,
  freckles: 130,
  moles: 131,
  ageSpots: 132,
  blemishes: 133,
  pores: 134,
  foreheadLines: 135,
  frownLines: 136,
  crowsFeet: 137,
  nasolabial: 138,
  browHeight: 139,
  crepe: 140,
  eyeBags: 141,
  stubble: 142,
  moustache: 143,
  cheekBeard: 144,
  hairline: 145,
  phaseU: 146,
  phaseV: 147,
  browThickness: 148,
  browArch: 149,
  eyeMelanin: 150,
  eyeHue: 151,
  browTilt: 152,
  browSpacing: 153,
  browDensity: 154,
  browTone: 155,
  lipTint: 156,
  hairMelanin: 157,
  hairRedness: 158,
  hairGrey: 159,
} as const;

/** Expression: 0 to 33 amounts of the head model's units in its own order; then gaze; then left-right differences; then correctives. */
export const EXPRESSION = {
  unitFirst: 0,
  unitCount: 34,
  gazeYaw: 34,
  gazePitch: 35,
  gazeVergence: 36,
  pupil: 37,
  sideFirst: 38,
  sideCount: 16,
  correctiveFirst: 54,
  correctiveCount: 10,
} as const;

/** Units that move both sides at once; coefficient `sideFirst + i` tilts unit i of this list to the person's left (positive) or right. */
export const SIDED_UNITS = [
  'mouth-compression',
  'mouth-corner-puller',
  'mouth-depression-retraction',
  'mouth-depression',
  'mouth-elevation',
  'mouth-eversion',
  'mouth-open',
  'mouth-parling',
  'mouth-part-later',
  'mouth-protusion',
  'mouth-pursing',
  'mouth-retraction',
  'mouth-upward-retraction',
  'neck-platysma',
  'nose-compression',
  'nose-depression',
] as const;

/**
 * Background: the place behind the head, under the sample's own light. `outdoor`: above 0 the open, below a room, near 0 a plain wall; `texture`: what
 * stands there, from bare to crowded; `sharpness`: how far it is in focus; `phase`: its accidents. Patches: 5 × [across, up, size, lightness, tint].
 */
export const BACKGROUND = {
  outdoor: 0,
  lightness: 1,
  warmth: 2,
  gradient: 3,
  texture: 4,
  sharpness: 5,
  phase: 6,
  patchFirst: 7,
  patchCount: 5,
  patchSize: 5,
} as const;
