/** Side of a tile in CSS px, five steps. */
export const ZOOM_STEPS = [48, 72, 104, 144, 208] as const;

export const tilePxOf = (zoom: number): number => ZOOM_STEPS[Math.min(4, Math.max(0, Math.round(zoom)))] ?? 104;
