/** The five points in the order the contract wants them: as seen in the picture, so the subject's right eye is on the left. */
export const POINT_NAMES = [
  'Eye on the left',
  'Eye on the right',
  'Tip of the nose',
  'Mouth corner on the left',
  'Mouth corner on the right',
] as const;

export type Point = readonly [x: number, y: number];

/** What is wrong with five points, in words, or null. In pixels of the picture, y down. */
export function pointsProblem(points: readonly Point[]): string | null {
  const [leftEye, rightEye, nose, leftMouth, rightMouth] = points;
  if (
    leftEye === undefined ||
    rightEye === undefined ||
    nose === undefined ||
    leftMouth === undefined ||
    rightMouth === undefined
  ) {
    return null;
  }
  if (leftEye[0] >= rightEye[0]) return 'The first eye must be left of the second, as you see them.';
  if (leftMouth[0] >= rightMouth[0]) return 'The first mouth corner must be left of the second, as you see them.';
  const eyeLine = (leftEye[1] + rightEye[1]) / 2;
  const mouthLine = (leftMouth[1] + rightMouth[1]) / 2;
  if (mouthLine <= eyeLine) return 'The mouth must be below the eyes.';
  const eyeDistance = Math.hypot(rightEye[0] - leftEye[0], rightEye[1] - leftEye[1]);
  if (eyeDistance < 8) return 'The eyes are less than 8 px apart; this face is too small.';
  return null;
}
