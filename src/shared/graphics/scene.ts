import type { BufferPool } from './bufferPool';
import type { BuiltIdentity, HeadOfHair } from './buildIdentity';
import type { Camera } from './camera';
import type { Frame } from './frame';
import type { GlassesStyle } from './glasses';
import type { HeadModel, Mesh } from './headModel';
import type { HeadPose } from './pose';
import type { SkinMap } from './skinMap';
import type { KeyLight } from './sphericalHarmonics';
import type { ShadowMap } from './shadowMap';
import type { Screen } from './visibility';
import type { MakeUpPaint } from './makeUpPaint';
import type { WornMesh } from './wornMesh';

/** A mesh posed for one picture. Arrays are per moving vertex. */
export interface PosedMesh {
  readonly mesh: Mesh;
  readonly triangles: Uint16Array;
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly screen: Screen;
  /** [r, g, b, openness] of the surrounding light. */
  readonly light: Float32Array;
}

/** Spectacles: the frame is opaque, the lenses lie over what is behind them. */
export interface PosedGlasses {
  readonly frame: PosedMesh;
  readonly lensTriangles: Uint16Array;
  readonly style: GlassesStyle;
}

/** A hat or what is held before the face. */
export interface PosedWorn {
  readonly mesh: WornMesh;
  readonly posed: PosedMesh;
}

/** Everything that shading needs to know of one picture. */
export interface Scene {
  readonly model: HeadModel;
  readonly identity: BuiltIdentity;
  readonly hair: HeadOfHair;
  readonly skin: SkinMap;
  readonly frame: Frame;
  readonly pool: BufferPool;
  readonly camera: Camera;
  readonly headRotation: Float64Array;
  readonly key: KeyLight;
  /** Light without the key, 27 numbers, in the world. */
  readonly ambient: Float32Array;
  readonly shadow: ShadowMap;
  readonly shadowSoftness: number;
  readonly clothes: readonly [number, number, number];
  readonly pose: HeadPose;
  /** The surrounding light as the head sees it. */
  readonly ambientInHead: Float32Array;
  /** Luminance of the skin's own tone. */
  readonly toneLuminance: number;
  /** Head with its expression, before posing. */
  readonly restHead: Float32Array;
  readonly head: PosedMesh;
  readonly posedHair: { readonly positions: Float32Array; readonly normals: Float32Array } | null;
  /** Distance above the cut of fringe and hat per hair vertex, dm; null: uncut. */
  readonly hairCut: Float32Array | null;
  readonly hat: PosedWorn | null;
  readonly occluder: PosedWorn | null;
  readonly makeUp: MakeUpPaint | null;
  readonly eyes: PosedMesh;
  readonly glasses: PosedGlasses | null;
  readonly teeth: PosedMesh | null;
  readonly tongue: PosedMesh | null;
  /** Points of the frame between the eyes: the scale of small things. */
  readonly eyeDistance: number;
}
