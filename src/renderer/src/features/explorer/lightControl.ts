import { readKey, turnKey } from '@shared/graphics/lightEditing';

const toDeg = 180 / Math.PI;

/** Where the key light stands: degrees to the person's left of the camera, and above the horizon. */
export interface KeyPlace {
  readonly acrossDeg: number;
  readonly upDeg: number;
}

export function keyPlaceOf(light: Float32Array): KeyPlace {
  const [x, y, z] = readKey(light).direction;
  return { acrossDeg: Math.atan2(x, z) * toDeg, upDeg: Math.asin(Math.min(1, Math.max(-1, y))) * toDeg };
}

/** Turns all light until the key stands there. */
export function placeKey(light: Float32Array, { acrossDeg, upDeg }: KeyPlace): Float32Array {
  const across = acrossDeg / toDeg;
  const up = upDeg / toDeg;
  return turnKey(light, [Math.sin(across) * Math.cos(up), Math.sin(up), Math.cos(across) * Math.cos(up)]);
}
