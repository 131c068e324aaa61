import { rasterDepth } from './depthRaster';
import { frameOf } from './radianceTransfer';

/** Depth of skin and of hair as seen from the key light. Hair, whose shadow is soft, needs half the resolution. */
const SIZE = 264;
const HAIR_SIZE = SIZE / 2;
const EXTENT = 4.2;
const CENTRE = [0, 7.1, 0.2] as const;
const EMPTY = -99;
/** Hair stops this share of the light. */
const HAIR_SHARE = 0.72;

export class ShadowMap {
  private readonly skin = new Float32Array(SIZE * SIZE);
  private readonly hair = new Float32Array(HAIR_SIZE * HAIR_SIZE);
  private x = new Float32Array(0);
  private y = new Float32Array(0);
  private depth = new Float32Array(0);
  private direction: readonly [number, number, number] = [0, 0, 1];
  private across: readonly [number, number, number] = [1, 0, 0];
  private up: readonly [number, number, number] = [0, 1, 0];
  private radius = 1;

  /** @param softness 0 sharp edge, 1 wide */
  begin(direction: readonly [number, number, number], softness: number): void {
    this.direction = direction;
    const frame = frameOf(direction);
    this.across = frame.across;
    this.up = frame.up;
    this.radius = 1 + 4.5 * softness;
    this.skin.fill(EMPTY);
    this.hair.fill(EMPTY);
  }

  add(positions: Float32Array, triangles: Uint16Array, isHair: boolean): void {
    const count = positions.length / 3;
    if (this.x.length < count) {
      this.x = new Float32Array(count);
      this.y = new Float32Array(count);
      this.depth = new Float32Array(count);
    }
    const { direction, across, up } = this;
    const size = isHair ? HAIR_SIZE : SIZE;
    const scale = size / EXTENT;
    for (let i = 0, n = 0; i < count; i++, n += 3) {
      const px = positions[n] - CENTRE[0];
      const py = positions[n + 1] - CENTRE[1];
      const pz = positions[n + 2] - CENTRE[2];
      this.x[i] = (px * across[0] + pz * across[2]) * scale + size / 2;
      this.y[i] = (px * up[0] + py * up[1] + pz * up[2]) * scale + size / 2;
      this.depth[i] = px * direction[0] + py * direction[1] + pz * direction[2];
    }
    rasterDepth(this.x, this.y, this.depth, triangles, size, isHair ? this.hair : this.skin, null, isHair);
  }

  /** Share of the key light that arrives at a point, 0 to 1, from nine taps. @param skinBias, hairBias dm that an occluder must be nearer */
  lit(x: number, y: number, z: number, skinBias: number, hairBias: number): number {
    const px = x - CENTRE[0];
    const py = y - CENTRE[1];
    const pz = z - CENTRE[2];
    const scale = SIZE / EXTENT;
    const sx = (px * this.across[0] + pz * this.across[2]) * scale + SIZE / 2;
    const sy = (px * this.up[0] + py * this.up[1] + pz * this.up[2]) * scale + SIZE / 2;
    const depth = px * this.direction[0] + py * this.direction[1] + pz * this.direction[2];
    const { skin, hair, radius } = this;
    let sum = 0;
    for (let j = -1; j <= 1; j++) {
      for (let i = -1; i <= 1; i++) {
        const tx = (sx + (i + 0.3 * j) * radius) | 0;
        const ty = (sy + (j - 0.3 * i) * radius) | 0;
        if (tx < 0 || ty < 0 || tx >= SIZE || ty >= SIZE) {
          sum += 1;
          continue;
        }
        if (skin[ty * SIZE + tx] - depth > skinBias) continue;
        sum += hair[(ty >> 1) * HAIR_SIZE + (tx >> 1)] - depth > hairBias ? 1 - HAIR_SHARE : 1;
      }
    }
    return sum / 9;
  }
}
