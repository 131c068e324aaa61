import { Failure } from '@shared/lib/failure';
import type { Camera, Size } from './camera';
import type { Rgb } from './mapColours';
import { FRAGMENT_SHADER, VERTEX_SHADER } from './pointShaders';

export interface DrawOptions {
  readonly camera: Camera;
  /** Of the canvas, in CSS pixels. */
  readonly size: Size;
  readonly pixelRatio: number;
  /** Diameter of a synthetic point in CSS pixels. */
  readonly pointPx: number;
  readonly hasSelection: boolean;
  readonly paper: Rgb;
  readonly grey: Rgb;
}

const UNIFORMS = ['centre', 'stretch', 'pointPx', 'turn', 'grey', 'paper'] as const;
type Uniforms = Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>;

interface Scene {
  readonly gl: WebGLRenderingContext;
  readonly places: WebGLBuffer;
  readonly looks: WebGLBuffer;
  readonly uniforms: Uniforms;
}

const noWebGl = (detail: string): Failure =>
  new Failure({
    code: 'gpu-unavailable',
    message: 'This machine cannot draw the map: its graphics driver offers no WebGL.',
    place: detail,
    remedy: 'Update the graphics driver, or start Outis without the option that turns graphics off.',
  });

/** Draws up to millions of points: one buffer of places, one of looks, one call per pass. */
export class PointRenderer {
  private scene: Scene;
  private x = new Float32Array();
  private y = new Float32Array();
  private looks = new Uint8Array();

  /** @throws Failure gpu-unavailable */
  constructor(private readonly canvas: HTMLCanvasElement) {
    this.scene = makeScene(canvas);
  }

  /** Uploads the places; to be called again after the context came back. */
  setPlaces(x: Float32Array<ArrayBuffer>, y: Float32Array<ArrayBuffer>): void {
    this.x = x;
    this.y = y;
    const both = new Float32Array(x.length * 2);
    for (let i = 0; i < x.length; i++) {
      both[i * 2] = x[i] ?? 0;
      both[i * 2 + 1] = y[i] ?? 0;
    }
    const { gl, places } = this.scene;
    gl.bindBuffer(gl.ARRAY_BUFFER, places);
    gl.bufferData(gl.ARRAY_BUFFER, both, gl.STATIC_DRAW);
  }

  /** @param looks red, green, blue and a byte of MARK per point */
  setLooks(looks: Uint8Array<ArrayBuffer>): void {
    this.looks = looks;
    const { gl, looks: buffer } = this.scene;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, looks, gl.DYNAMIC_DRAW);
  }

  /** After the graphics driver was restarted. @throws Failure gpu-unavailable */
  restore(): void {
    this.scene = makeScene(this.canvas);
    this.setPlaces(this.x, this.y);
    this.setLooks(this.looks);
  }

  draw({ camera, size, pixelRatio, pointPx, hasSelection, paper, grey }: DrawOptions): void {
    const { gl, uniforms } = this.scene;
    const [width, height] = [Math.round(size.width * pixelRatio), Math.round(size.height * pixelRatio)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    gl.viewport(0, 0, width, height);
    gl.clearColor(paper[0] / 255, paper[1] / 255, paper[2] / 255, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const count = Math.min(this.x.length, this.looks.length / 4);
    if (count === 0) return;
    gl.uniform2f(uniforms.centre, camera.x, camera.y);
    gl.uniform2f(uniforms.stretch, (2 * camera.scale) / size.width, (2 * camera.scale) / size.height);
    gl.uniform1f(uniforms.pointPx, pointPx * pixelRatio);
    gl.uniform3f(uniforms.grey, grey[0] / 255, grey[1] / 255, grey[2] / 255);
    gl.uniform3f(uniforms.paper, paper[0] / 255, paper[1] / 255, paper[2] / 255);
    for (const turn of hasSelection ? [1, 2] : [0]) {
      gl.uniform1f(uniforms.turn, turn);
      gl.drawArrays(gl.POINTS, 0, count);
    }
  }

  /** Waits until the driver has drawn: for measuring. */
  finish(): void {
    const { gl } = this.scene;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }
}

function makeScene(canvas: HTMLCanvasElement): Scene {
  const gl = canvas.getContext('webgl', {
    alpha: false,
    antialias: false,
    depth: false,
    powerPreference: 'high-performance',
  });
  if (gl === null) throw noWebGl('getContext("webgl")');
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) throw noWebGl('createShader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'place');
  gl.bindAttribLocation(program, 1, 'look');
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true)
    throw noWebGl(gl.getProgramInfoLog(program) ?? 'linkProgram');
  gl.useProgram(program);
  const [places, looks] = [gl.createBuffer(), gl.createBuffer()];
  gl.bindBuffer(gl.ARRAY_BUFFER, places);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, looks);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 4, gl.UNSIGNED_BYTE, true, 0, 0);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  const uniforms = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)])) as Uniforms; // exactly the names given
  return { gl, places, looks, uniforms };
}
