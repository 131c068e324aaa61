/** A square region of a picture in its pixels; it may leave the picture. */
export interface SquareRegion {
  readonly leftPx: number;
  readonly topPx: number;
  readonly sidePx: number;
}

/** Where a face is, in picture pixels. */
export interface FaceBox {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface ScoredBox extends FaceBox {
  /** The detector's confidence, 0..1. */
  readonly score: number;
}

const areaOf = (box: FaceBox): number => box.widthPx * box.heightPx;

/** Intersection over union, 0..1. */
export function overlap(a: FaceBox, b: FaceBox): number {
  const width = Math.min(a.leftPx + a.widthPx, b.leftPx + b.widthPx) - Math.max(a.leftPx, b.leftPx);
  const height = Math.min(a.topPx + a.heightPx, b.topPx + b.heightPx) - Math.max(a.topPx, b.topPx);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / (areaOf(a) + areaOf(b) - both);
}

/**
 * How much a box looks like the face that the picture is of: large, near the middle, surely a face.
 * Score times the side length relative to the picture's, less with distance from the middle (a face in a corner counts half).
 */
export function prominence(box: ScoredBox, imageWidthPx: number, imageHeightPx: number): number {
  const size = Math.sqrt(areaOf(box) / (imageWidthPx * imageHeightPx));
  const dx = (box.leftPx + box.widthPx / 2) / imageWidthPx - 0.5;
  const dy = (box.topPx + box.heightPx / 2) / imageHeightPx - 0.5;
  return box.score * size * (1 - Math.min(0.5, Math.sqrt((dx * dx + dy * dy) / 2)));
}

/** Keeps of boxes that overlap by more than `limit` only the surest one. */
export function dropOverlapping<T extends ScoredBox>(boxes: readonly T[], limit = 0.4): T[] {
  const kept: T[] = [];
  for (const box of [...boxes].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(other, box) <= limit)) kept.push(box);
  }
  return kept;
}
