import { corruptImage } from './byteReader';
import { PNG_GREY, PNG_GREY_ALPHA, PNG_PALETTE, PNG_RGB, type PngHeader } from './headers/pngHeader';
import type { PngPass } from './pngPasses';

/** Turns unfiltered PNG rows of any colour type and depth into 8-bit RGBA. */
export class PngColours {
  private readonly paletteCount: number;
  /** Full-depth sample values that mean "transparent" for grey (1 value) and RGB (3 values). */
  private readonly key: readonly number[] | undefined;

  /** @throws Failure corrupt-data when palette or transparency do not fit the header. */
  constructor(
    private readonly header: PngHeader,
    private readonly palette: Uint8Array | undefined,
    private readonly transparency: Uint8Array | undefined,
    private readonly place: string,
  ) {
    const { colourType } = header;
    if (
      colourType === PNG_PALETTE &&
      (palette === undefined || palette.length === 0 || palette.length % 3 !== 0 || palette.length > 768)
    ) {
      throw corruptImage(place, 'its PNG palette is missing or malformed');
    }
    this.paletteCount = palette === undefined ? 0 : palette.length / 3;
    const keyLength = colourType === PNG_GREY ? 1 : colourType === PNG_RGB ? 3 : 0;
    if (transparency !== undefined && keyLength > 0) {
      if (transparency.length !== keyLength * 2) throw corruptImage(place, 'its PNG transparency is malformed');
      this.key = Array.from({ length: keyLength }, (_unused, i) => transparency[i * 2] * 256 + transparency[i * 2 + 1]);
    }
  }

  /** Writes one row of a pass where it belongs in `rgba`, `[H,imageWidthPx,4] uint8`. */
  writeRow(row: Uint8Array, pass: PngPass, y: number, rgba: Uint8Array, imageWidthPx: number): void {
    const { colourType, bitDepth } = this.header;
    const rowStart = (pass.startY + y * pass.stepY) * imageWidthPx + pass.startX;
    for (let x = 0; x < pass.widthPx; x++) {
      const to = (rowStart + x * pass.stepX) * 4;
      if (colourType === PNG_PALETTE) {
        this.writePaletteColour(sampleAt(row, x, bitDepth), rgba, to);
      } else if (colourType === PNG_GREY || colourType === PNG_GREY_ALPHA) {
        const step = colourType === PNG_GREY ? 1 : 2;
        const grey = sampleAt(row, x * step, bitDepth);
        rgba[to] = rgba[to + 1] = rgba[to + 2] = to8Bits(grey, bitDepth);
        rgba[to + 3] =
          step === 2 ? to8Bits(sampleAt(row, x * 2 + 1, bitDepth), bitDepth) : this.key?.[0] === grey ? 0 : 255;
      } else {
        this.writeRgb(row, x, rgba, to);
      }
    }
  }

  private writePaletteColour(index: number, rgba: Uint8Array, to: number): void {
    if (this.palette === undefined || index >= this.paletteCount)
      throw corruptImage(this.place, `its PNG palette has no colour ${index}`);
    for (let c = 0; c < 3; c++) rgba[to + c] = this.palette[index * 3 + c];
    rgba[to + 3] = this.transparency !== undefined && index < this.transparency.length ? this.transparency[index] : 255;
  }

  private writeRgb(row: Uint8Array, x: number, rgba: Uint8Array, to: number): void {
    const { colourType, bitDepth } = this.header;
    const step = colourType === PNG_RGB ? 3 : 4;
    let matchesKey = this.key !== undefined;
    for (let c = 0; c < 3; c++) {
      const value = sampleAt(row, x * step + c, bitDepth);
      rgba[to + c] = to8Bits(value, bitDepth);
      matchesKey &&= this.key?.[c] === value;
    }
    rgba[to + 3] = step === 4 ? to8Bits(sampleAt(row, x * 4 + 3, bitDepth), bitDepth) : matchesKey ? 0 : 255;
  }
}

/** The n-th sample of a row; samples below 8 bits are packed from the most significant end. */
function sampleAt(row: Uint8Array, n: number, bitDepth: number): number {
  if (bitDepth === 8) return row[n];
  if (bitDepth === 16) return row[n * 2] * 256 + row[n * 2 + 1];
  const bit = n * bitDepth;
  return (row[bit >> 3] >> (8 - bitDepth - (bit & 7))) & ((1 << bitDepth) - 1);
}

/** Linear scaling of the whole range, rounded to nearest (PNG specification, 13.12). */
function to8Bits(value: number, bitDepth: number): number {
  if (bitDepth === 8) return value;
  const white = (1 << bitDepth) - 1;
  return Math.floor((value * 255 + white / 2) / white);
}
