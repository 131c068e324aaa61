import { corruptImage, type NamedBytes, unsupportedImage } from './byteReader';
import type { ImageCodecs } from './codecs';
import { KEEP_DECODER_BELOW_PIXELS } from './decodeJpeg';
import { flattenAlpha, type FlattenedPixels } from './flattenAlpha';
import type { WebpHeader } from './headers/webpHeader';
import { WasmCallError } from './wasmModule';

/**
 * Decodes a still WebP, lossy or lossless.
 * @throws Failure corrupt-data when it is damaged or cut, invalid-input when it is animated.
 */
export async function decodeWebp(
  codecs: ImageCodecs,
  source: NamedBytes,
  header: WebpHeader,
): Promise<FlattenedPixels> {
  const { bytes, place } = source;
  if (header.animated)
    throw unsupportedImage(place, 'it is an animated WebP', 'Save the frame that shows the face as JPEG or PNG.');
  const { widthPx, heightPx } = header;
  try {
    const { result } = await codecs.webpDecoder.call((decoder) => {
      const image = decoder.decode(bytes);
      if (image?.width !== widthPx || image.height !== heightPx || image.data.length !== widthPx * heightPx * 4)
        return undefined;
      return flattenAlpha(image.data);
    });
    if (widthPx * heightPx > KEEP_DECODER_BELOW_PIXELS) codecs.webpDecoder.retire();
    if (result === undefined) throw corruptImage(place, 'its WebP data are broken or cut');
    return result;
  } catch (cause) {
    if (cause instanceof WasmCallError) throw corruptImage(place, `the WebP decoder says "${cause.message}"`, cause);
    throw cause;
  }
}
