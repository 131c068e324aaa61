import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mozjpegDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.js';
import mozjpegEncoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js';
import { encode as encodePngRgba, initSync as initPng } from '@jsquash/png/codec/pkg/squoosh_png.js';
import webpDecoder from '@jsquash/webp/codec/dec/webp_dec.js';
import { Failure } from '@shared/lib/failure';
import { type EmscriptenFactory, RevivableModule, compileWasm, startEmscripten } from './wasmModule';

/** Pixels as the codecs hand them over: `[H,W,4] uint8`, RGBA. */
export interface RgbaImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** mozjpeg's settings; every field must be given, the glue code reads them all. */
export interface MozjpegSettings {
  readonly quality: number;
  readonly baseline: boolean;
  readonly arithmetic: boolean;
  readonly progressive: boolean;
  readonly optimize_coding: boolean;
  readonly smoothing: number;
  readonly color_space: number;
  readonly quant_table: number;
  readonly trellis_multipass: boolean;
  readonly trellis_opt_zero: boolean;
  readonly trellis_opt_table: boolean;
  readonly trellis_loops: number;
  readonly auto_subsample: boolean;
  readonly chroma_subsample: number;
  readonly separate_chroma_quality: boolean;
  readonly chroma_quality: number;
}

interface JpegEncoder {
  encode(rgba: Uint8Array, widthPx: number, heightPx: number, settings: MozjpegSettings): Uint8Array;
}
interface JpegDecoder {
  decode(bytes: Uint8Array, preserveOrientation: boolean): RgbaImage | null;
}
interface WebpDecoder {
  decode(bytes: Uint8Array): RgbaImage | null;
}

/** The WebAssembly codecs of one thread: same bytes on every machine, and a crash in them cannot leave their memory. */
export interface ImageCodecs {
  readonly jpegEncoder: JpegEncoder;
  readonly jpegDecoder: RevivableModule<JpegDecoder>;
  readonly webpDecoder: RevivableModule<WebpDecoder>;
  /** `rgba` in, PNG file out. */
  readonly encodePngRgba: (rgba: Uint8Array, widthPx: number, heightPx: number) => Uint8Array;
  /** Changes when the JPEG encoder's code changes; part of a generator's fingerprint. */
  readonly jpegEncoderFingerprint: string;
}

async function readCodec(wasmDir: string, fileName: string): Promise<Uint8Array> {
  try {
    return await readFile(join(wasmDir, fileName));
  } catch (cause) {
    throw new Failure(
      {
        code: 'set-up-incomplete',
        message: `The image codec ${fileName} is missing.`,
        place: join(wasmDir, fileName),
        remedy: 'Run "npm run setup".',
      },
      { cause },
    );
  }
}

const initialised = new Map<string, Promise<ImageCodecs>>();

async function load(wasmDir: string): Promise<ImageCodecs> {
  const [encoderBytes, decoderBytes, pngBytes, webpBytes] = await Promise.all([
    readCodec(wasmDir, 'mozjpeg_enc.wasm'),
    readCodec(wasmDir, 'mozjpeg_dec.wasm'),
    readCodec(wasmDir, 'squoosh_png_bg.wasm'),
    readCodec(wasmDir, 'webp_dec.wasm'),
  ]);
  const [encoder, decoder, png, webp] = await Promise.all([
    compileWasm(encoderBytes),
    compileWasm(decoderBytes),
    compileWasm(pngBytes),
    compileWasm(webpBytes),
  ]);
  initPng(png);
  // The package declares these factories with browser types that do not exist here; the interfaces above are what they return.
  return {
    jpegEncoder: await startEmscripten(mozjpegEncoder as EmscriptenFactory<JpegEncoder>, encoder),
    jpegDecoder: new RevivableModule(mozjpegDecoder as EmscriptenFactory<JpegDecoder>, decoder),
    webpDecoder: new RevivableModule(webpDecoder as EmscriptenFactory<WebpDecoder>, webp),
    encodePngRgba: (rgba, widthPx, heightPx) => encodePngRgba(rgba, widthPx, heightPx, 8),
    jpegEncoderFingerprint: `mozjpeg-wasm:${createHash('sha256').update(encoderBytes).digest('hex').slice(0, 16)}`,
  };
}

/**
 * Loads the codecs from the folder that set-up filled (`resources/built/codecs`). Once per thread and folder; later calls are free.
 * @throws Failure set-up-incomplete when a file is missing.
 */
export function initCodecs(wasmDir: string): Promise<ImageCodecs> {
  const known = initialised.get(wasmDir);
  if (known !== undefined) return known;
  const loading = load(wasmDir);
  initialised.set(wasmDir, loading);
  // A folder that set-up fills later must get another chance.
  loading.catch(() => initialised.delete(wasmDir));
  return loading;
}
