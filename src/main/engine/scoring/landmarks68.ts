import type { Landmarks5, Point2 } from '../image/landmarks5';

/** The 68-point mark-up of iBUG 300-W; left and right are the picture's. */
const FIRST_EYE = [36, 37, 38, 39, 40, 41] as const;
const SECOND_EYE = [42, 43, 44, 45, 46, 47] as const;
const NOSE_TIP = 30;
const FIRST_MOUTH_CORNER = 48;
const SECOND_MOUTH_CORNER = 54;

function meanOf(points: readonly Point2[], indices: readonly number[]): Point2 {
  let x = 0;
  let y = 0;
  for (const index of indices) {
    x += points[index][0] / indices.length;
    y += points[index][1] / indices.length;
  }
  return [x, y];
}

/** Eye centres (mean of the lids' six points), nose tip and mouth corners out of 68 points. */
export function fiveOf68(points: readonly Point2[]): Landmarks5 {
  if (points.length !== 68) throw new RangeError(`68 landmarks expected, got ${points.length}`);
  return [
    meanOf(points, FIRST_EYE),
    meanOf(points, SECOND_EYE),
    points[NOSE_TIP],
    points[FIRST_MOUTH_CORNER],
    points[SECOND_MOUTH_CORNER],
  ];
}
