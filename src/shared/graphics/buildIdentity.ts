import { checkIdentityFactors, type IdentityFactors, type IdentityMeshes } from './factors';
import { Failure } from '@shared/lib/failure';
import { fitPart } from './fitting';
import { cutFringe, keepUncut } from './fringe';
import type { HairStyle } from './hairStyles';
import { GLASSES_STYLES, makeGlasses, type GlassesMesh, type GlassesStyle } from './glasses';
import { ISLAND, type FittedPart, type HeadModel } from './headModel';
import { computeNormals, toPositionTriangles } from './normals';
import { computeTransfer, smoothTransfer, type TransferSurface } from './radianceTransfer';
import type { AtlasDetail } from './skinAtlas';
import { makeSkinMap, type SkinMap } from './skinMap';
import { shapeOf } from './shapeSpace';
import { strandTexture, type StrandTexture } from './strandTexture';
import { traitsOf, type IdentityTraits } from './traits';

/** Hair on a head, with the light that both get. */
export interface HeadOfHair {
  readonly part: FittedPart | null;
  /** At rest, 3 per vertex of the part. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly triangles: Uint16Array;
  /** Those that cast shadow: what a cut fringe leaves. */
  readonly casting: Uint16Array;
  /** Distance above the cut of the fringe per vertex, dm; null: uncut. */
  readonly aboveCut: Float32Array | null;
  readonly texture: StrandTexture | null;
  /** Nine per vertex of the hair, and of the head. */
  readonly transfer: Float32Array;
  readonly headTransfer: Float32Array;
}

/** Everything about an identity that does not change from shot to shot. */
export interface BuiltIdentity {
  readonly traits: IdentityTraits;
  readonly discrete: IdentityMeshes;
  /** Head at rest, 3 per vertex. */
  readonly rest: Float32Array;
  readonly lash: FittedPart;
  readonly glasses: { readonly style: GlassesStyle; readonly mesh: GlassesMesh } | null;
  /** Made when first needed, then kept. */
  hairOf(style: HairStyle): HeadOfHair;
  skinOf(hasHair: boolean, detail: AtlasDetail): SkinMap;
}

/** Shape, light transfer and skin of one identity: done once, used for all its samples. @throws Failure `invalid-input` */
export function buildIdentity(model: HeadModel, identity: IdentityFactors): BuiltIdentity {
  checkIdentityFactors(identity);
  const traits = traitsOf(model, identity.coefficients);
  const rest = shapeOf(model, identity.coefficients);
  const hairs = new Map<string, HeadOfHair>();
  const skins = new Map<string, SkinMap>();
  return {
    traits,
    discrete: identity.discrete,
    rest,
    lash: findPart(model, identity.discrete.lash, 'lash'),
    glasses: buildGlasses(model, rest, identity.discrete.glasses),
    hairOf: (style) => remember(hairs, JSON.stringify(style), () => buildHair(model, rest, style)),
    skinOf: (hasHair, detail) =>
      remember(skins, `${hasHair} ${detail}`, () => makeSkinMap(model, traits, hasHair, detail)),
  };
}

function buildGlasses(model: HeadModel, rest: Float32Array, index: number | null): BuiltIdentity['glasses'] {
  if (index === null) return null;
  const style = GLASSES_STYLES.at(index);
  if (style === undefined)
    throw new Failure({
      code: 'invalid-input',
      message: `There is no style ${index} of glasses.`,
      place: 'identity.discrete.glasses',
    });
  return { style, mesh: makeGlasses(model, rest, style) };
}

function remember<T>(kept: Map<string, T>, key: string, make: () => T): T {
  let value = kept.get(key);
  if (value === undefined) kept.set(key, (value = make()));
  return value;
}

export function findPart(model: HeadModel, name: string, kind: FittedPart['kind']): FittedPart {
  const part = model.parts.get(name);
  if (part?.kind !== kind)
    throw new Failure({
      code: 'invalid-input',
      message: `The head model has no ${kind} mesh named “${name}”.`,
      place: `identity.discrete.${kind}`,
    });
  return part;
}

function buildHair(model: HeadModel, rest: Float32Array, style: HairStyle): HeadOfHair {
  const part = style.mesh === null ? null : findPart(model, style.mesh, 'hair');
  const positions = new Float32Array(part === null ? 0 : 3 * part.vertexCount);
  const normals = new Float32Array(positions.length);
  let triangles: Uint16Array = new Uint16Array(0);
  if (part !== null) {
    fitPart(part, rest, style.mirrored, positions);
    standOff(positions);
    triangles = toPositionTriangles(part.triangles, part.positionIndex);
    computeNormals(positions, triangles, normals);
    if (style.mirrored) for (let n = 0; n < normals.length; n++) normals[n] = -normals[n];
  }
  const aboveCut = style.fringe === null ? null : cutFringe(model, rest, positions, style.fringe);
  const casting = aboveCut === null ? triangles : keepUncut(triangles, aboveCut);
  const headTriangles = headSurface(model).all;
  const headNormals = new Float32Array(rest.length);
  computeNormals(rest, headTriangles, headNormals);
  const surfaces: TransferSurface[] = [
    { positions: rest, normals: headNormals, triangles: headSurface(model).outer, isHair: false },
    { positions, normals, triangles: casting, isHair: true },
  ];
  const [headTransfer, transfer] = computeTransfer(surfaces);
  smoothTransfer(headTransfer, headTriangles);
  return {
    part,
    positions,
    normals,
    triangles,
    casting,
    aboveCut,
    texture: part === null ? null : strandTexture(part),
    transfer,
    headTransfer,
  };
}

/** Hair stands a little farther off than its mesh was fitted, or the skin of wide heads shows through. */
const STAND_OFF = 1.022;
const SKULL = [0, 7.1, 0.15] as const;

function standOff(positions: Float32Array): void {
  for (let n = 0; n < positions.length; n += 3)
    for (let c = 0; c < 3; c++) positions[n + c] = SKULL[c] + STAND_OFF * (positions[n + c] - SKULL[c]);
}

/** Triangles of the head in moving vertices: all, and those that cast shadow (outer skin and chest). */
export interface HeadSurface {
  readonly all: Uint16Array;
  readonly outer: Uint16Array;
}

const surfaces = new WeakMap<HeadModel, HeadSurface>();

export function headSurface(model: HeadModel): HeadSurface {
  let surface = surfaces.get(model);
  if (surface === undefined) {
    const { triangles, positionIndex, island } = model.body;
    const outer: number[] = [];
    for (let t = 0; t < triangles.length; t += 3) {
      const label = island[triangles[t]];
      if (label === ISLAND.head || label === ISLAND.chest) outer.push(triangles[t], triangles[t + 1], triangles[t + 2]);
    }
    surface = {
      all: toPositionTriangles(triangles, positionIndex),
      outer: toPositionTriangles(Uint16Array.from(outer), positionIndex),
    };
    surfaces.set(model, surface);
  }
  return surface;
}
