import { readFile, stat } from 'node:fs/promises';
import { isFileFormat } from '@shared/domain/exportFormat';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import { type CancelSignal, throwIfCancelled } from '@shared/lib/abort';
import { Failure, toFailureDetail } from '@shared/lib/failure';
import { withoutMark } from '../../../formats/marks/markImage';
import { openDataset } from '../../../formats/packs/openDataset';
import { sha256Hex } from '../../../platform/hash';
import { isMissing } from '../../../platform/ioFailure';
import { existingInside } from '../../../storage/libraryPaths';

/** No sample of ours comes near this; larger files are not read at all. */
const MAX_SAMPLE_BYTES = 20_000_000;

/** An image as it lies in an export. */
export interface HandedOutImage {
  readonly sha256: string;
  /** Of the image without our mark; the same where it has none. */
  readonly plainSha256: string;
}

/** @returns why the image cannot be had, where it cannot */
export type FindImage = (line: ManifestLine) => Promise<HandedOutImage | string>;

/**
 * Gets at images of an export, whatever its format. Packs are read once, in the order of storage, and of the wanted images only hashes are
 * kept. @throws Failure corrupt-data, invalid-input naming the place in a pack; io, cancelled
 */
export async function openHandedOut(
  exportDir: string,
  { format }: DatasetInfo,
  wanted: readonly ManifestLine[],
  signal: CancelSignal,
): Promise<FindImage> {
  if (isFileFormat(format)) return (line) => readImage(exportDir, line.path);
  const reader = await openDataset(exportDir);
  if (reader?.format !== format) {
    throw new Failure({
      code: 'corrupt-data',
      message: `The export says that it is ${format}, and its files ${reader === null ? 'are of no format that is known' : `read as ${reader.format}`}.`,
      place: exportDir,
      remedy: 'Get the export again, or make it again.',
    });
  }
  const keys = new Set(wanted.map(keyOf));
  const found = new Map<string, HandedOutImage>();
  for await (const image of reader.images(signal)) {
    throwIfCancelled(signal);
    if (keys.has(keyOf(image))) found.set(keyOf(image), imageOf(image.bytes));
  }
  return (line) =>
    Promise.resolve(found.get(keyOf(line)) ?? `${line.path} has no image under ${line.entry ?? 'no key'}`);
}

/** Unique, as no path holds a NUL. */
const keyOf = ({ path, entry = '' }: { readonly path: string; readonly entry?: string | undefined }): string =>
  `${path}\0${entry}`;

function imageOf(bytes: Uint8Array): HandedOutImage {
  const sha256 = sha256Hex(bytes);
  const plain = withoutMark(bytes);
  return { sha256, plainSha256: plain === bytes ? sha256 : sha256Hex(plain) };
}

async function readImage(exportDir: string, file: string): Promise<HandedOutImage | string> {
  try {
    const path = await existingInside(exportDir, file);
    const { size } = await stat(path);
    if (size > MAX_SAMPLE_BYTES) return `the file has ${size} bytes`;
    return imageOf(await readFile(path));
  } catch (thrown) {
    if (isMissing(thrown) || (thrown instanceof Failure && thrown.code === 'not-found')) return 'the file is missing';
    return `the file cannot be read: ${toFailureDetail(thrown).message}`;
  }
}
