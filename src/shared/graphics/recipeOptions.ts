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
  /** Distance, exposure, white balance, blur and noise of the camera: 0 is a perfect camera, 1 a telephone, 2 a poor one. */
  readonly cameraStrength: number;
  /** Error of the face detector that cuts the picture: 0 none, 1 about one pixel at 112 px. */
  readonly alignmentJitter: number;
  /** Probability that a sample shows other hair than the identity's own. */
  readonly hairChangeProbability: number;
  /** Probability that an identity owns glasses; it then wears them in most samples. */
  readonly glassesProbability: number;
}

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
  cameraStrength: 1,
  alignmentJitter: 1,
  hairChangeProbability: 0.15,
  glassesProbability: 0.15,
};
