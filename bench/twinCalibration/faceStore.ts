import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LandmarkFit } from '../../src/main/engine/fitting/fitLandmarks';
import { EXPRESSION_UNIT_COUNT } from '../../src/main/engine/fitting/landmarkCalibration';
import { SHAPE_COMPONENT_COUNT } from '../../src/shared/graphics/headModel';
import type { FoundFace } from './landmarkTable';

/** Numbers per face of each file; little-endian float32, but for the pictures. */
const PIXELS = 3 * 112 * 112;
const FIT = 8 + EXPRESSION_UNIT_COUNT + SHAPE_COMPONENT_COUNT;

/** Drawing and finding take a quarter of a second a face: they are kept in the cache folder, so that a regression can be tried again at once. */
export class FaceStore {
  constructor(
    private readonly dir: string,
    private readonly count: number,
    private readonly vertexCount: number,
  ) {}

  readFaces(): FoundFace[] | null {
    if (!existsSync(join(this.dir, 'points.bin'))) return null;
    const rgb = new Uint8Array(readFileSync(join(this.dir, 'rgb.bin')));
    const [points, pose, light, expression, opening] = ['points', 'pose', 'light', 'expr', 'open'].map((n) =>
      this.read(n),
    );
    const [x, y] = ['vx', 'vy'].map((n) => this.read(n));
    const row = (all: Float32Array, i: number, width: number): Float32Array => all.slice(i * width, (i + 1) * width);
    return Array.from({ length: this.count }, (_unused, i) => ({
      points: Array.from(
        { length: 68 },
        (_value, k) => [points[136 * i + 2 * k], points[136 * i + 2 * k + 1]] as const,
      ),
      face: {
        crop: { rgb: rgb.slice(i * PIXELS, (i + 1) * PIXELS), widthPx: 112, heightPx: 112 },
        poseDeg: [pose[3 * i], pose[3 * i + 1], pose[3 * i + 2]] as const,
        light: row(light, i, 27),
        expression: row(expression, i, 64),
        mouthOpening: opening[i],
        vertexX: row(x, i, this.vertexCount),
        vertexY: row(y, i, this.vertexCount),
      },
    }));
  }

  writeFaces(found: readonly FoundFace[]): void {
    mkdirSync(this.dir, { recursive: true });
    const put = (name: string, width: number, of: (one: FoundFace) => ArrayLike<number>): void => {
      const all = new Float32Array(found.length * width);
      found.forEach((one, i) => all.set(of(one), i * width));
      this.write(name, all);
    };
    writeFileSync(join(this.dir, 'rgb.bin'), Buffer.concat(found.map(({ face }) => face.crop.rgb)));
    put('pose', 3, ({ face }) => face.poseDeg);
    put('light', 27, ({ face }) => face.light);
    put('expr', 64, ({ face }) => face.expression);
    put('open', 1, ({ face }) => [face.mouthOpening]);
    put('vx', this.vertexCount, ({ face }) => face.vertexX);
    put('vy', this.vertexCount, ({ face }) => face.vertexY);
    // Last: where it is, the others are whole.
    put('points', 136, ({ points }) => points.flat());
  }

  readFits(): LandmarkFit[] | null {
    if (!existsSync(join(this.dir, 'fit.bin'))) return null;
    const all = this.read('fit');
    return Array.from({ length: this.count }, (_unused, i) => {
      const row = all.slice(i * FIT, (i + 1) * FIT);
      return {
        yawDeg: row[0],
        pitchDeg: row[1],
        rollDeg: row[2],
        scale: row[3],
        shiftX: row[4],
        shiftY: row[5],
        distanceDm: row[6],
        residual: row[7],
        units: row.slice(8, 8 + EXPRESSION_UNIT_COUNT),
        shape: row.slice(8 + EXPRESSION_UNIT_COUNT),
      };
    });
  }

  writeFits(fits: readonly LandmarkFit[]): void {
    const all = new Float32Array(fits.length * FIT);
    fits.forEach((f, i) => {
      all.set([f.yawDeg, f.pitchDeg, f.rollDeg, f.scale, f.shiftX, f.shiftY, f.distanceDm, f.residual], i * FIT);
      all.set(f.units, i * FIT + 8);
      all.set(f.shape, i * FIT + 8 + EXPRESSION_UNIT_COUNT);
    });
    this.write('fit', all);
  }

  private read(name: string): Float32Array {
    const bytes = readFileSync(join(this.dir, `${name}.bin`));
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  private write(name: string, all: Float32Array): void {
    writeFileSync(join(this.dir, `${name}.bin`), new Uint8Array(all.buffer));
  }
}
