import type { ImageCodecs } from './codecs';
import { decodeGif } from './decodeGif';
import { decodeJpeg } from './decodeJpeg';
import { decodePng } from './decodePng';
import { decodePnm } from './decodePnm';
import { decodeWebp } from './decodeWebp';
import type { FlattenedPixels } from './flattenAlpha';
import type { ImageFormat } from './headers/imageHeader';
import { orientImage } from './orientImage';
import { probeImage } from './probeImage';
import type { RgbImage } from './rgbImage';

export interface DecodedImage extends RgbImage {
  readonly format: ImageFormat;
  /** What a person should know though the image is usable: turned, flattened, wrongly named. */
  readonly notes: readonly string[];
}

const EXTENSIONS = new Map<string, ImageFormat>([
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['jpe', 'jpeg'],
  ['jfif', 'jpeg'],
  ['png', 'png'],
  ['gif', 'gif'],
  ['webp', 'webp'],
  ['pgm', 'pnm'],
  ['ppm', 'pnm'],
  ['pnm', 'pnm'],
]);

function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot < 0 ? '' : fileName.slice(dot + 1).toLowerCase();
}

function nameNotes(place: string, format: ImageFormat): string[] {
  const extension = extensionOf(place);
  const promised = EXTENSIONS.get(extension);
  return promised === undefined || promised === format
    ? []
    : [`named .${extension} but holds ${format.toUpperCase()}; read by its content`];
}

function flattenNotes(pixels: FlattenedPixels): string[] {
  return pixels.hadTransparency ? ['transparent parts were laid over mid-grey'] : [];
}

/**
 * Decodes JPEG (turned upright by its EXIF tag), PNG, still WebP, the first frame of a GIF, PGM and PPM to RGB.
 * What kind it is, its content decides, not its name. Nothing is repaired: a cut or broken file is refused.
 * @param place the file's name or path; it stands in every error, and its extension is checked against the content.
 * @throws Failure corrupt-data or invalid-input, with place and remedy.
 */
export async function decodeImage(codecs: ImageCodecs, bytes: Uint8Array, place: string): Promise<DecodedImage> {
  const header = probeImage(bytes, place);
  const { format, widthPx, heightPx } = header;
  const source = { bytes, place };
  const notes = nameNotes(place, format);
  switch (header.format) {
    case 'jpeg': {
      const { rgb, warnings } = await decodeJpeg(codecs, source, header);
      const upright = orientImage({ rgb, widthPx, heightPx }, header.orientation);
      if (header.orientation !== 1) notes.push(`turned upright (EXIF orientation ${header.orientation})`);
      return { ...upright, format, notes: [...notes, ...warnings] };
    }
    case 'png': {
      const pixels = decodePng(source, header);
      return { rgb: pixels.rgb, widthPx, heightPx, format, notes: [...notes, ...flattenNotes(pixels)] };
    }
    case 'gif': {
      const pixels = decodeGif(source, header);
      return { rgb: pixels.rgb, widthPx, heightPx, format, notes: [...notes, ...flattenNotes(pixels)] };
    }
    case 'webp': {
      const pixels = await decodeWebp(codecs, source, header);
      return { rgb: pixels.rgb, widthPx, heightPx, format, notes: [...notes, ...flattenNotes(pixels)] };
    }
    case 'pnm':
      return { rgb: decodePnm(source, header), widthPx, heightPx, format, notes };
  }
}
