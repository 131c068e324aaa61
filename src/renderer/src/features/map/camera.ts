/** What part of the map is seen. The map's own coordinates run from −1 to 1, y upwards; the canvas is in CSS pixels, y downwards. */
export interface Camera {
  /** Map coordinates of the middle of the canvas. */
  readonly x: number;
  readonly y: number;
  /** Pixels per unit of the map. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

const MARGIN_PX = 28;
/** How far in and out of the whole view the zoom goes. */
const MOST_IN = 4000;
const MOST_OUT = 0.5;

/** The whole map, with a margin. */
export function wholeView({ width, height }: Size): Camera {
  return { x: 0, y: 0, scale: Math.max(1, Math.min(width, height) / 2 - MARGIN_PX) };
}

export const toScreen = (camera: Camera, size: Size, point: Point): Point => ({
  x: size.width / 2 + (point.x - camera.x) * camera.scale,
  y: size.height / 2 - (point.y - camera.y) * camera.scale,
});

export const toMap = (camera: Camera, size: Size, pixel: Point): Point => ({
  x: camera.x + (pixel.x - size.width / 2) / camera.scale,
  y: camera.y - (pixel.y - size.height / 2) / camera.scale,
});

/** Zooms so that the map stays where it is below a pixel. @param factor above 1 comes nearer */
export function zoomedAt(camera: Camera, size: Size, pixel: Point, factor: number): Camera {
  const whole = wholeView(size).scale;
  const scale = Math.min(whole * MOST_IN, Math.max(whole * MOST_OUT, camera.scale * factor));
  const under = toMap(camera, size, pixel);
  return {
    x: under.x - (pixel.x - size.width / 2) / scale,
    y: under.y + (pixel.y - size.height / 2) / scale,
    scale,
  };
}

/** Moves the map along with the pointer; its middle stays within reach. */
export function panned(camera: Camera, dx: number, dy: number): Camera {
  const kept = (value: number): number => Math.min(1.5, Math.max(-1.5, value));
  return { ...camera, x: kept(camera.x - dx / camera.scale), y: kept(camera.y + dy / camera.scale) };
}
