import { IDENTITY } from './coefficientLayout';
import { checkIdentityFactors, type IdentityFactors, type IdentityMeshes } from './factors';
import { Failure } from '@shared/lib/failure';
import { fitPart } from './fitting';
import { keepUncut } from './fringe';
import { endOfHair } from './hairEdge';
import type { HairStyle } from './hairStyles';
import { GLASSES_STYLES, makeGlasses, type GlassesMesh, type GlassesStyle } from './glasses';
import { ISLAND, type FittedPart, type HeadModel } from './headModel';
import { computeNormals, toPositionTriangles } from './normals';
import { computeTransfer, smoothTransfer, type TransferSurface } from './radianceTransfer';
import type { AtlasDetail } from './skinAtlas';
import { makeSkinMap, type SkinMap } from './skinMap';
import { shapeOf } from './shapeSpace';
import { strandTexture, type StrandTexture } from './strandTexture';
import { shavenTraits } from './shaving';
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
  /** Distance from where the hair ends, by a cut or by the edge of its mesh, per vertex, dm; null: the mesh says. */
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
  /** @param beard stubble coefficient of another state of shaving; null: the identity's own */
  skinOf(hasHair: boolean, detail: AtlasDetail, beard: number | null): SkinMap;
}

/** What an earlier build lends to the next one while somebody changes a person little by little. */
export interface BuildReuse {
  readonly previous: BuiltIdentity;
  /**
   * False: only what the change leaves alone is taken, and the result is equal to a build from nothing. True: where the shape moves, the
   * old shape's light transfer and strands are kept as well, the slowest part; for drafts only.
   */
  readonly keepsTransfer: boolean;
}

/** What was made for an identity so far. */
interface Made {
  readonly coefficients: Float32Array;
  /** False: some hair may carry the light of another shape. */
  readonly isExact: boolean;
  readonly hairs: Map<string, HeadOfHair>;
  readonly skins: Map<string, SkinMap>;
}

const made = new WeakMap<BuiltIdentity, Made>();

/** Shape, light transfer and skin of one identity: done once, used for all its samples. @throws Failure `invalid-input` */
export function buildIdentity(model: HeadModel, identity: IdentityFactors, reuse?: BuildReuse): BuiltIdentity {
  checkIdentityFactors(identity);
  const { coefficients } = identity;
  const before = reuse === undefined ? undefined : made.get(reuse.previous);
  const hasSameShape = before !== undefined && areEqual(coefficients, before.coefficients, 0, IDENTITY.melanin);
  // A skin follows from the appearance alone, and fits any shape: it lies on the base mesh.
  const { scars } = identity.discrete;
  const hasSameSkin =
    before !== undefined &&
    areEqual(coefficients, before.coefficients, IDENTITY.melanin, coefficients.length) &&
    JSON.stringify(scars) === JSON.stringify(reuse?.previous.discrete.scars);
  const traits = traitsOf(model, coefficients);
  const rest = hasSameShape && reuse !== undefined ? reuse.previous.rest : shapeOf(model, coefficients);
  const keepsTransfer = reuse?.keepsTransfer === true;
  const keepsHairs = hasSameShape && (before.isExact || keepsTransfer);
  const hairs = keepsHairs ? before.hairs : new Map<string, HeadOfHair>();
  const skins = hasSameSkin ? before.skins : new Map<string, SkinMap>();
  const makeHair = (style: HairStyle, key: string): HeadOfHair => {
    const old = keepsTransfer ? before?.hairs.get(key) : undefined;
    return old === undefined ? buildHair(model, rest, style) : refitHair(model, rest, style, old);
  };
  const built: BuiltIdentity = {
    traits,
    discrete: identity.discrete,
    rest,
    lash: findPart(model, identity.discrete.lash, 'lash'),
    glasses: buildGlasses(model, rest, identity.discrete.glasses),
    hairOf: (style) => {
      const key = JSON.stringify(style);
      return remember(hairs, key, () => makeHair(style, key));
    },
    skinOf: (hasHair, detail, beard) =>
      remember(skins, `${hasHair} ${detail} ${beard ?? 'own'}`, () =>
        makeSkinMap(model, beard === null ? traits : shavenTraits(traits, beard), scars, hasHair, detail),
      ),
  };
  const isExact = !keepsTransfer || (hasSameShape && before.isExact);
  made.set(built, { coefficients: coefficients.slice(), isExact, hairs, skins });
  return built;
}

function areEqual(a: Float32Array, b: Float32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (a[i] !== b[i]) return false;
  return true;
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

/** Hair as it lies on a head, without its light. */
type FittedHair = Pick<HeadOfHair, 'part' | 'positions' | 'normals' | 'triangles' | 'casting' | 'aboveCut'>;

function fitHair(model: HeadModel, rest: Float32Array, style: HairStyle): FittedHair {
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
  const aboveCut = part === null ? null : endOfHair(model, rest, part, positions, style.fringe);
  const casting = aboveCut === null ? triangles : keepUncut(triangles, aboveCut);
  return { part, positions, normals, triangles, casting, aboveCut };
}

/** The hair moves with the head; light and strands stay as they were on the old one. */
function refitHair(model: HeadModel, rest: Float32Array, style: HairStyle, old: HeadOfHair): HeadOfHair {
  return { ...old, ...fitHair(model, rest, style) };
}

function buildHair(model: HeadModel, rest: Float32Array, style: HairStyle): HeadOfHair {
  const fitted = fitHair(model, rest, style);
  const { part, positions, normals, casting } = fitted;
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
    ...fitted,
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
