/** How people and shots are drawn. Plain JSON: a recipe holds it, and equal options with an equal seed give equal bytes. */
export interface GraphicsOptions {
  /** Share of women, 0 to 1. */
  readonly femaleShare: number;
  /** Ages are drawn evenly between these, 18 to 90. */
  readonly ageMinYears: number;
  readonly ageMaxYears: number;
  /** Weights of the leading ancestry; only their proportions count. */
  readonly ancestry: { readonly african: number; readonly asian: number; readonly caucasian: number };
  /** Spread of the face shape among people of one group; 1 is the head model's own, 0 gives one face per group. */
  readonly shapeSpread: number;
  /** 0 is always frontal, 1 as in everyday photographs, 2 twice as wide. */
  readonly poseStrength: number;
  /** 0 is always neutral, 1 as in everyday photographs. */
  readonly expressionStrength: number;
  /** Probability that the mouth is open in speech or laughter. */
  readonly openMouthProbability: number;
  /** Probability that the eyes are closed. */
  readonly blinkProbability: number;
  /** 0 is even studio light, 1 everyday light, 2 harsh. */
  readonly lightStrength: number;
  /** 0 is a plain grey wall, 1 everyday places. */
  readonly backgroundStrength: number;
  /** Weights of the places that give light and background; only their proportions count. */
  readonly places: Readonly<Record<Place, number>>;
  /** Distance, exposure, white balance and contrast of the camera: 0 is a perfect camera, 1 a telephone, 2 a poor one. */
  readonly cameraStrength: number;
  /** Defocus and motion blur; here and in the next three 0 is none, 1 as in everyday photographs, 2 twice that. */
  readonly blurStrength: number;
  /** Noise of the sensor. */
  readonly noiseStrength: number;
  /** Pictures taken at fewer pixels than the crop and enlarged. */
  readonly resolutionStrength: number;
  /** Earlier JPEG files: blocks and ringing. */
  readonly compressionStrength: number;
  /** Error of the face detector that cuts the picture: 0 none, 1 about one pixel at 112 px. */
  readonly alignmentJitter: number;
  /** Probability that a sample shows other hair than the identity's own. */
  readonly hairChangeProbability: number;
  /** Probability that an identity owns glasses; it then wears them in most samples. */
  readonly glassesProbability: number;
  /** Probability that a sample shows another state of shaving than the identity's own. */
  readonly beardChangeProbability: number;
  /** Probability of a hat, cap, hood or headscarf in a sample. */
  readonly hatProbability: number;
  /** 0 nobody wears make-up, 1 as in everyday photographs. */
  readonly makeUpStrength: number;
  /** Probability that a hand, a mask, a scarf, a telephone or a cup covers part of the face. */
  readonly occlusionProbability: number;
  /** Probability that an identity has scars. */
  readonly scarProbability: number;
}

/** Where a picture is taken. */
export const PLACES = ['indoor', 'outdoor', 'window', 'flash', 'mixed'] as const;
export type Place = (typeof PLACES)[number];

export const DEFAULT_GRAPHICS_OPTIONS: GraphicsOptions = {
  femaleShare: 0.5,
  ageMinYears: 18,
  ageMaxYears: 75,
  ancestry: { african: 1, asian: 1, caucasian: 1 },
  shapeSpread: 1,
  poseStrength: 1,
  expressionStrength: 1,
  openMouthProbability: 0.16,
  blinkProbability: 0.02,
  lightStrength: 1,
  backgroundStrength: 1,
  places: { indoor: 3, outdoor: 3, window: 1.5, flash: 1, mixed: 1.5 },
  cameraStrength: 1,
  blurStrength: 1,
  noiseStrength: 1,
  resolutionStrength: 1,
  compressionStrength: 1,
  alignmentJitter: 1,
  hairChangeProbability: 0.15,
  glassesProbability: 0.15,
  beardChangeProbability: 0.15,
  hatProbability: 0.06,
  makeUpStrength: 1,
  occlusionProbability: 0.05,
  scarProbability: 0.08,
};

/** Options of a camera and a detector without faults. */
export const FAULTLESS_CAMERA = {
  cameraStrength: 0,
  blurStrength: 0,
  noiseStrength: 0,
  resolutionStrength: 0,
  compressionStrength: 0,
  alignmentJitter: 0,
} as const satisfies Partial<GraphicsOptions>;
