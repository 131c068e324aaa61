/** How the grid lays samples out. */
export type GalleryLayout = 'identity' | 'flat' | 'sheet';

/** Measures of the grid in CSS px. A sheet sets several identities beside each other, each in a slot of its own. */
export interface GridShape {
  readonly tilePx: number;
  readonly gapPx: number;
  readonly labelPx: number;
  /** Tiles in a slot. */
  readonly columns: number;
  /** Slots beside each other; 1 but for a sheet. */
  readonly slots: number;
  readonly slotPx: number;
  readonly linePx: number;
}

export const PAD_PX = 12;
/** Side of a tile, five zoom steps. */
const TILE_PX = [48, 72, 104, 144, 208] as const;
const SHEET_TILE_PX = [20, 26, 34, 44, 60] as const;
const SHEET_SLOT_GAP_PX = 14;

export const LAST_ZOOM = TILE_PX.length - 1;

/**
 * @param widthPx of the box @param zoom 0–4 @param largestIdentity most samples of any identity
 */
export function gridShape(layout: GalleryLayout, widthPx: number, zoom: number, largestIdentity: number): GridShape {
  const step = Math.min(LAST_ZOOM, Math.max(0, Math.round(zoom)));
  const isSheet = layout === 'sheet';
  const tilePx = (isSheet ? SHEET_TILE_PX : TILE_PX)[step] ?? TILE_PX[2];
  const gapPx = isSheet ? 1 : 4;
  const labelPx = layout === 'flat' ? 0 : isSheet ? 52 : 80;
  const insidePx = Math.max(0, widthPx - 2 * PAD_PX);
  const fitting = Math.max(1, Math.floor((insidePx - labelPx + gapPx) / (tilePx + gapPx)));
  const columns = isSheet ? Math.min(fitting, Math.max(1, largestIdentity)) : fitting;
  const slotPx = labelPx + columns * (tilePx + gapPx) + (isSheet ? SHEET_SLOT_GAP_PX : 0);
  const slots = isSheet ? Math.max(1, Math.floor((insidePx + SHEET_SLOT_GAP_PX) / slotPx)) : 1;
  return { tilePx, gapPx, labelPx, columns, slots, slotPx, linePx: tilePx + gapPx };
}
