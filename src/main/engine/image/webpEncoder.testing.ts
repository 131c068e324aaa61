import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import webpEncoder from '@jsquash/webp/codec/enc/webp_enc.js';
import { rgbToRgba } from './rgbToRgba';
import type { RgbImage } from './rgbImage';
import { compileWasm, type EmscriptenFactory, startEmscripten } from './wasmModule';

interface WebpEncoder {
  encode(rgba: Uint8Array, widthPx: number, heightPx: number, settings: object): Uint8Array;
}

/** WebP is only read by the program; its tests write it with the encoder of the same package. */
export async function encodeWebp(image: RgbImage, lossless: boolean): Promise<Uint8Array> {
  const wasm = createRequire(import.meta.url).resolve('@jsquash/webp/codec/enc/webp_enc.wasm');
  const module = await compileWasm(readFileSync(wasm));
  const encoder = await startEmscripten(webpEncoder as EmscriptenFactory<WebpEncoder>, module);
  const { defaultOptions } = (await import('@jsquash/webp/meta.js')) as { defaultOptions: object };
  const settings = { ...defaultOptions, lossless: lossless ? 1 : 0, quality: 90 };
  return encoder.encode(rgbToRgba(image.rgb), image.widthPx, image.heightPx, settings).slice();
}
