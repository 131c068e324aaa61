/**
 * Purposes of the random streams: a number is drawn from `new Rng(seed, purpose, identityIndex, sampleIndex)`, so that adding a draw to one
 * purpose changes no other, and a sample is the same whichever samples were drawn before.
 */
export const STREAM = {
  person: 0x4701,
  shape: 0x4702,
  skin: 0x4703,
  meshes: 0x4704,
  otherHair: 0x4705,
  expression: 0x4711,
  pose: 0x4712,
  light: 0x4713,
  background: 0x4714,
  camera: 0x4715,
  wear: 0x4716,
  grain: 0x4717,
  hat: 0x4718,
  makeUp: 0x4719,
  occluder: 0x471a,
  shaving: 0x471b,
  places: 0x4720,
  noiseBank: 0x4721,
  moles: 0x4722,
  scars: 0x4723,
} as const;
