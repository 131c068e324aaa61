export const IMAGE_FORMATS = ['jpeg', 'png', 'gif', 'webp', 'pnm'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** What a header says about an image before one pixel is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** Stored size, before any EXIF rotation. */
  readonly widthPx: number;
  readonly heightPx: number;
}
