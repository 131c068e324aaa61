import { Failure } from '@shared/lib/failure';

/** A point `(x, y)` in pixels; (0, 0) is the centre of the top left pixel. */
export type Point2 = readonly [x: number, y: number];

/**
 * Eye, eye, nose tip, mouth corner, mouth corner; left and right are the *picture's*, so the first eye has the smaller x
 * in an upright face. The order of insightface and of MTCNN.
 */
export type Landmarks5 = readonly [Point2, Point2, Point2, Point2, Point2];

/** Eyes nearer to each other than this say nothing about scale and rotation. */
const MIN_EYE_DISTANCE_PX = 1;

/**
 * Parses five points from outside (hand-placed, or out of a file).
 * @throws Failure invalid-input unless they are five finite points with the eyes apart.
 */
export function parseLandmarks5(points: unknown, place: string): Landmarks5 {
  const fail = (message: string): Failure =>
    new Failure({
      code: 'invalid-input',
      message,
      place,
      remedy: 'Place five points: both eyes, the tip of the nose, both corners of the mouth.',
    });
  if (!Array.isArray(points) || points.length !== 5) throw fail('Five landmarks are needed.');
  const parsed = points.map((point: unknown): Point2 => {
    if (!Array.isArray(point) || point.length !== 2) throw fail('A landmark must be a pair of numbers.');
    const [x, y] = point as readonly unknown[];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      throw fail('A landmark must be a pair of numbers.');
    return [x, y];
  });
  const [a, b, c, d, e] = parsed;
  const dx = a[0] - b[0];
  const dy = a[1] - b[1];
  if (dx * dx + dy * dy < MIN_EYE_DISTANCE_PX * MIN_EYE_DISTANCE_PX)
    throw fail('The two eyes must not be in the same place.');
  return [a, b, c, d, e];
}
