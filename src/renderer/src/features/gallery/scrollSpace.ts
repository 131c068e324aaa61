/**
 * Browsers cap an element's height near 2^24 px, so a long list cannot be one tall box. Above `MAX_PHYSICAL_PX` the scroll bar's
 * travel is shorter than the list; small steps still move the list pixel by pixel, long ones jump in proportion.
 */
export const MAX_PHYSICAL_PX = 8_000_000;

export interface ScrollSpace {
  /** Height of the list, and of the box that stands for it. */
  readonly virtualPx: number;
  readonly physicalPx: number;
  readonly viewportPx: number;
}

/** Where the scroll bar stands and what is at the top of the viewport. */
export interface ScrollPosition {
  readonly physicalTop: number;
  readonly virtualTop: number;
}

export function scrollSpace(virtualPx: number, viewportPx: number, maxPhysicalPx = MAX_PHYSICAL_PX): ScrollSpace {
  return { virtualPx, viewportPx, physicalPx: Math.min(virtualPx, maxPhysicalPx) };
}

const isScaled = (space: ScrollSpace): boolean => space.virtualPx > space.physicalPx;
const travel = (px: number, viewportPx: number): number => Math.max(0, px - viewportPx);

/** The part of the list that belongs to a place of the scroll bar: both ends meet both ends. */
export function virtualOf(space: ScrollSpace, physicalTop: number): number {
  const physicalTravel = travel(space.physicalPx, space.viewportPx);
  if (physicalTravel === 0) return 0;
  const share = Math.min(1, Math.max(0, physicalTop / physicalTravel));
  return share * travel(space.virtualPx, space.viewportPx);
}

/** Inverse of `virtualOf`. */
export function physicalOf(space: ScrollSpace, virtualTop: number): number {
  const virtualTravel = travel(space.virtualPx, space.viewportPx);
  if (virtualTravel === 0) return 0;
  const share = Math.min(1, Math.max(0, virtualTop / virtualTravel));
  return share * travel(space.physicalPx, space.viewportPx);
}

/** Steps up to this many viewports are wheel, keys and touch; longer ones are the scroll bar being dragged. */
const FINE_STEP_VIEWPORTS = 4;

/** The position after the browser has scrolled to `physicalTop`. */
export function afterScroll(space: ScrollSpace, before: ScrollPosition, physicalTop: number): ScrollPosition {
  if (!isScaled(space)) return { physicalTop, virtualTop: physicalTop };
  const step = physicalTop - before.physicalTop;
  const isAtEnd = physicalTop <= 0 || physicalTop >= travel(space.physicalPx, space.viewportPx) - 1;
  if (isAtEnd || Math.abs(step) > space.viewportPx * FINE_STEP_VIEWPORTS) {
    return { physicalTop, virtualTop: virtualOf(space, physicalTop) };
  }
  const virtualTop = Math.min(travel(space.virtualPx, space.viewportPx), Math.max(0, before.virtualTop + step));
  return { physicalTop, virtualTop };
}

/**
 * Pixel-by-pixel steps make the scroll bar run ahead of the list; when scrolling rests it is put back where it belongs.
 * @returns the scroll bar's proper place, or null when it is there.
 */
export function settledTop(space: ScrollSpace, position: ScrollPosition): number | null {
  if (!isScaled(space)) return null;
  const proper = physicalOf(space, position.virtualTop);
  return Math.abs(proper - position.physicalTop) < 1 ? null : proper;
}

/** Smallest move that brings [top, top + height] into view. */
export function revealed(space: ScrollSpace, virtualTop: number, top: number, height: number): number {
  if (top < virtualTop) return top;
  if (top + height > virtualTop + space.viewportPx) return top + height - space.viewportPx;
  return virtualTop;
}
