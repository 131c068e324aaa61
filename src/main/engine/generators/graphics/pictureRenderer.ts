import { type Coefficients, factorsOf } from '@shared/domain/coefficients';
import type { CropName } from '@shared/domain/generateRecipe';
import { buildIdentity, createRenderScratch, renderSample } from '@shared/graphics/render';
import { initCodecs } from '../../image/codecs';
import { encodeJpeg } from '../../image/encodeJpeg';
import { encodePng } from '../../image/encodePng';
import { dropAlpha } from './dropAlpha';
import { loadHeadModel } from './loadHeadModel';
import { wholeCoefficients } from './wholeCoefficients';

export interface PictureOptions {
  readonly crop: CropName;
  readonly format: 'jpg' | 'png';
  /** Of a JPEG, 1 to 100. */
  readonly jpegQuality: number;
}

/** Coefficients to a whole image file; the bytes of a stored sample where these are its coefficients, crop and quality. */
export type PictureRenderer = (coefficients: Coefficients, options: PictureOptions) => Uint8Array;

/** @throws Failure set-up-incomplete, corrupt-data, unsupported-version; the renderer: invalid-input for a mesh that is not there */
export async function openPictureRenderer(headModelDir: string, codecsDir: string): Promise<PictureRenderer> {
  const [{ model }, codecs] = await Promise.all([loadHeadModel(headModelDir), initCodecs(codecsDir)]);
  const scratch = createRenderScratch();
  return (coefficients, { crop, format, jpegQuality }) => {
    const { identity, shot } = factorsOf(wholeCoefficients(model, coefficients));
    const { rgba, widthPx, heightPx } = renderSample(model, buildIdentity(model, identity), shot, crop, scratch);
    const image = { widthPx, heightPx, rgb: dropAlpha(rgba) };
    return format === 'png' ? encodePng(codecs, image) : encodeJpeg(codecs, image, { quality: jpegQuality });
  };
}
