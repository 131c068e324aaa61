import type { JobId } from './ids';
import type { JudgeInfo } from './scores';

/**
 * The recogniser of the face library: never trained here, so it owes nothing to the sets it judges. Cosines and threshold are those of
 * its embedder on upright crops (engine/scoring/faceEmbedder.ts).
 */
export const FACE_API_JUDGE: JudgeInfo = {
  key: 'face-api',
  name: 'face-api face recognition (dlib ResNet-29, 128 values, weights stored in 8 bits)',
  embeddingSize: 128,
  weightsSha256: 'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589',
  licence:
    'Package @vladmandic/face-api: MIT. Original weights (dlib-models, dlib_face_recognition_resnet_model_v1): released into the public domain by their author.',
  trainedOn:
    'About 3 million faces of 7,485 people from FaceScrub, the VGG face set and the internet, as their author says. Real people, whose consent is not documented.',
  samePersonFrom: 0.926,
  thresholdFrom:
    'Where false matches equal false non-matches among all pairs of the ORL faces (40 people × 10, grey, frontal). Other cameras and colours shift it.',
};

export const DEFAULT_JUDGE = FACE_API_JUDGE.key;

/** Judges that come with the program, the usual one first. */
export const BUILT_IN_JUDGES: readonly JudgeInfo[] = [FACE_API_JUDGE];

export const builtInJudge = (key: string): JudgeInfo | null => BUILT_IN_JUDGES.find((one) => one.key === key) ?? null;

/** Key of a judge that is a training run of the library. */
export const runJudgeKey = (jobId: JobId): string => `run-${jobId.slice('job_'.length)}`;

/** Key of a judge that is a file of weights. */
export const fileJudgeKey = (weightsSha256: string): string => `file-${weightsSha256.slice(0, 12)}`;
