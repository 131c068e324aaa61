import type { HeadReach } from './headReach';
import type { WornMesh } from './wornMesh';

export interface HeldHair {
  /** How far it hangs out of the hat, dm; negative: hidden. */
  out: number;
  /** Factor on its distance from the middle of the skull: hair near the edge is pressed to the head. */
  scale: number;
}

/** A hat on one head at rest. */
export interface Hat {
  readonly mesh: WornMesh;
  readonly reach: HeadReach;
  /** What becomes of hair at a point of the head at rest. */
  readonly holdHair: (x: number, y: number, z: number, held: HeldHair) => void;
  /** Below this height the hat dims nothing, dm. */
  readonly dimDownTo: number;
  /** Share of the surrounding light that is left on the skin at a point of the head at rest. */
  readonly letsPass: (x: number, y: number, z: number) => number;
}
