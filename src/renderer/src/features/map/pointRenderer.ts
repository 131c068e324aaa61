import { Failure } from '@shared/lib/failure';
import type { Camera, Size } from './camera';
import { drawOrder, nextPart, slicesOf, thinned } from './drawOrder';
import type { DrawOrder, Slice } from './drawOrder';
import type { Rgb } from './mapColours';
import { FRAGMENT_SHADER, MARK, VERTEX_SHADER } from './pointShaders';

export interface DrawOptions {
  readonly camera: Camera;
  /** Of the canvas, in CSS pixels. */
  readonly size: Size;
  readonly pixelRatio: number;
  /** Diameter of a synthetic point in CSS pixels. */
  readonly pointPx: number;
  readonly paper: Rgb;
  readonly grey: Rgb;
}

const UNIFORMS = ['centre', 'stretch', 'pointPx', 'turn', 'grey', 'paper'] as const;
type Uniforms = Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>;

interface Scene {
  readonly gl: WebGL2RenderingContext;
  readonly places: WebGLBuffer;
  readonly looks: WebGLBuffer;
  readonly selected: WebGLBuffer;
  /** Where a picture grows that takes several frames. */
  readonly hidden: WebGLFramebuffer;
  readonly pixels: WebGLRenderbuffer;
  readonly uniforms: Uniforms;
}

const noWebGl = (detail: string): Failure =>
  new Failure({
    code: 'gpu-unavailable',
    message: 'This machine cannot draw the map: its graphics driver offers no WebGL 2.',
    place: detail,
    remedy: 'Update the graphics driver, or start Outis without the option that turns graphics off.',
  });

/** The shader's name for each kind of slice; see VERTEX_SHADER. */
const TURN: Readonly<Record<Slice['what'], number>> = { all: 0, unselected: 1, selected: 2 };

/**
 * Draws up to millions of points: one buffer of places, one of looks, both in the order of `drawOrder`, and a list of the selected ones.
 * A fair sample at once, or all of them over several frames in a hidden picture that is shown when it is whole.
 */
export class PointRenderer {
  private scene: Scene;
  private x = new Float32Array();
  private y = new Float32Array();
  private looks = new Uint8Array();
  private order: DrawOrder = drawOrder(0, () => false);
  private selected = { count: 0, realFrom: 0 };
  /** Points of the whole picture that are drawn; Infinity: it is shown. */
  private drawn = 0;

  /** @throws Failure gpu-unavailable */
  constructor(private readonly canvas: HTMLCanvasElement) {
    this.scene = makeScene(canvas);
  }

  /** All points are in sight: there is nothing more to draw. */
  get isWhole(): boolean {
    return this.drawn === Infinity;
  }

  /** Uploads the places. @param isReal real points lie on top */
  setPlaces(x: Float32Array<ArrayBuffer>, y: Float32Array<ArrayBuffer>, isReal: (row: number) => boolean): void {
    this.x = x;
    this.y = y;
    this.order = drawOrder(x.length, isReal);
    this.uploadPlaces();
  }

  private uploadPlaces(): void {
    const { rowAt } = this.order;
    const both = new Float32Array(rowAt.length * 2);
    for (let place = 0; place < rowAt.length; place++) {
      const row = rowAt[place] ?? 0;
      both[place * 2] = this.x[row] ?? 0;
      both[place * 2 + 1] = this.y[row] ?? 0;
    }
    const { gl, places } = this.scene;
    gl.bindBuffer(gl.ARRAY_BUFFER, places);
    gl.bufferData(gl.ARRAY_BUFFER, both, gl.STATIC_DRAW);
  }

  /** @param looks red, green, blue and a byte of MARK per point */
  setLooks(looks: Uint8Array<ArrayBuffer>): void {
    this.looks = looks;
    const { rowAt, realFrom } = this.order;
    // Four bytes at once; the bytes of a look keep their order.
    const from = new Uint32Array(looks.buffer, looks.byteOffset, looks.length >> 2);
    const ordered = new Uint32Array(rowAt.length);
    const selected = new Uint32Array(rowAt.length);
    let count = 0;
    let selectedRealFrom = 0;
    for (let place = 0; place < rowAt.length; place++) {
      const row = rowAt[place] ?? 0;
      ordered[place] = from[row] ?? 0;
      if (((looks[row * 4 + 3] ?? 0) & MARK.selected) === 0) continue;
      selected[count++] = place;
      if (place < realFrom) selectedRealFrom = count;
    }
    this.selected = { count, realFrom: selectedRealFrom };
    const { gl, looks: buffer, selected: list } = this.scene;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, ordered, gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, list);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, selected.subarray(0, count), gl.DYNAMIC_DRAW);
  }

  /** After the graphics driver was restarted. @throws Failure gpu-unavailable */
  restore(): void {
    this.scene = makeScene(this.canvas);
    this.uploadPlaces();
    this.setLooks(this.looks);
  }

  /** Shows a fair sample of about `budget` points, or all where they are no more; what was drawn by parts is void. */
  drawSome(options: DrawOptions, budget: number): void {
    const { gl } = this.scene;
    const slices = this.slices();
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    this.begin(options);
    this.drawSlices(thinned(slices, budget));
    this.drawn = slices.reduce((sum, { count }) => sum + count, 0) <= budget ? Infinity : 0;
  }

  /** Draws the next `budget` points of the whole picture out of sight, and shows it after the last. */
  drawMore(options: DrawOptions, budget: number): void {
    const { gl, hidden, pixels } = this.scene;
    const { width, height } = this.canvas;
    gl.bindFramebuffer(gl.FRAMEBUFFER, hidden);
    if (this.drawn === 0) {
      gl.bindRenderbuffer(gl.RENDERBUFFER, pixels);
      gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, width, height);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, pixels);
      this.begin(options);
    }
    const part = nextPart(this.slices(), this.drawn, budget);
    this.drawSlices(part);
    this.drawn += budget;
    if (part.length > 0) return;
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, hidden);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    this.drawn = Infinity;
  }

  private slices(): readonly Slice[] {
    return slicesOf(this.order, this.selected.count, this.selected.realFrom);
  }

  private begin({ camera, size, pixelRatio, pointPx, paper, grey }: DrawOptions): void {
    const { gl, uniforms } = this.scene;
    const [width, height] = [Math.round(size.width * pixelRatio), Math.round(size.height * pixelRatio)];
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    gl.viewport(0, 0, width, height);
    gl.clearColor(paper[0] / 255, paper[1] / 255, paper[2] / 255, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(uniforms.centre, camera.x, camera.y);
    gl.uniform2f(uniforms.stretch, (2 * camera.scale) / size.width, (2 * camera.scale) / size.height);
    gl.uniform1f(uniforms.pointPx, pointPx * pixelRatio);
    gl.uniform3f(uniforms.grey, grey[0] / 255, grey[1] / 255, grey[2] / 255);
    gl.uniform3f(uniforms.paper, paper[0] / 255, paper[1] / 255, paper[2] / 255);
  }

  private drawSlices(slices: readonly Slice[]): void {
    const { gl, uniforms } = this.scene;
    for (const { what, start, count } of slices) {
      gl.uniform1f(uniforms.turn, TURN[what]);
      if (what === 'selected') gl.drawElements(gl.POINTS, count, gl.UNSIGNED_INT, start * 4);
      else gl.drawArrays(gl.POINTS, start, count);
    }
  }
}

function makeScene(canvas: HTMLCanvasElement): Scene {
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    powerPreference: 'high-performance',
  });
  if (gl === null) throw noWebGl('getContext("webgl2")');
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
  const [places, looks, selected] = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()];
  gl.bindBuffer(gl.ARRAY_BUFFER, places);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ARRAY_BUFFER, looks);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 4, gl.UNSIGNED_BYTE, true, 0, 0);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  const uniforms = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)])) as Uniforms; // exactly the names given
  return { gl, places, looks, selected, hidden: gl.createFramebuffer(), pixels: gl.createRenderbuffer(), uniforms };
}
