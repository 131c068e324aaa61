/** A view into a picture: `zoom` times enlarged, its centre at (x, y) as shares of the picture. Linked panes share one. */
export interface Viewport {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Viewport = { zoom: 1, x: 0.5, y: 0.5 };
const MAX_ZOOM = 12;

/** Keeps the picture filling the pane. */
export function clamped({ zoom, x, y }: Viewport): Viewport {
  const bounded = Math.min(MAX_ZOOM, Math.max(1, zoom));
  const margin = 0.5 / bounded;
  const within = (value: number): number => Math.min(1 - margin, Math.max(margin, value));
  return { zoom: bounded, x: within(x), y: within(y) };
}

/** Zooms so that the point under the pointer stays there. @param at pointer in the pane, as shares of it */
export function zoomedAt(view: Viewport, factor: number, at: { readonly x: number; readonly y: number }): Viewport {
  const zoom = Math.min(MAX_ZOOM, Math.max(1, view.zoom * factor));
  const pointX = view.x + (at.x - 0.5) / view.zoom;
  const pointY = view.y + (at.y - 0.5) / view.zoom;
  return clamped({ zoom, x: pointX - (at.x - 0.5) / zoom, y: pointY - (at.y - 0.5) / zoom });
}

/** @param by movement of the pointer, as shares of the pane */
export const pannedBy = (view: Viewport, by: { readonly x: number; readonly y: number }): Viewport =>
  clamped({ zoom: view.zoom, x: view.x - by.x / view.zoom, y: view.y - by.y / view.zoom });

export const transformOf = ({ zoom, x, y }: Viewport): string =>
  `translate(${(50 - x * 100 * zoom).toFixed(3)}%, ${(50 - y * 100 * zoom).toFixed(3)}%) scale(${zoom})`;
