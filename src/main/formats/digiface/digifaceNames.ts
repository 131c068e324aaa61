/**
 * `<identity>/<number>.png`, both counted from 0, as DigiFace-1M's archives lie (microsoft/DigiFace1M, README). Its own images are PNG; ours pass
 * through unchanged, so the ending is that of the stored file.
 * @param extension with its dot
 */
export const digifacePlace = (label: number, position: number, extension: string): string =>
  `${label}/${position}${extension}`;

/** A number as DigiFace writes one: without leading zeros. */
export const DIGIFACE_FOLDER = /^(?:0|[1-9]\d{0,8})$/;
export const DIGIFACE_FILE = /^(0|[1-9]\d{0,8})\.(?:png|jpg|jpeg|webp)$/i;
