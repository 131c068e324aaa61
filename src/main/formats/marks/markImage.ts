import { DIGITAL_SOURCE_TYPES, type DigitalSourceType } from '@shared/domain/digitalSourceType';
import { Failure } from '@shared/lib/failure';
import { isJpeg, jpegBlock, jpegPlaces } from './jpegXmp';
import { isPng, pngBlock, pngPlaces } from './pngXmp';
import { isWebp, WEBP_TAILS, webpPlaces, withoutWebpPacket, withWebpPacket } from './webpXmp';
import { sourceTypeIn, xmpPacket } from './xmpPacket';
import { type Allocate, spliced, type XmpBlock, type XmpPlaces } from './xmpPlaces';

interface Container {
  /** @throws Failure corrupt-data */
  readonly blocks: (bytes: Uint8Array) => readonly XmpBlock[];
  readonly mark: (bytes: Uint8Array, type: DigitalSourceType, allocate?: Allocate) => Uint8Array;
  /** @returns null where the one XMP block is none of ours */
  readonly unmark: (bytes: Uint8Array, own: XmpBlock) => Uint8Array | null;
}

/** Formats in which a mark is one block that goes in and comes out whole. */
function byBlocks(places: (bytes: Uint8Array) => XmpPlaces, block: (packet: string) => Uint8Array): Container {
  // The same few bytes go into every file of an export.
  const ours = new Map(DIGITAL_SOURCE_TYPES.map((type) => [type, block(xmpPacket(type))]));
  return {
    blocks: (bytes) => places(bytes).blocks,
    mark: (bytes, type, allocate) => spliced(bytes, places(bytes), ours.get(type) ?? block(xmpPacket(type)), allocate),
    unmark: (bytes, own) => {
      const found = bytes.subarray(own.start, own.end);
      if (![...ours.values()].some((one) => Buffer.compare(one, found) === 0)) return null;
      return spliced(bytes, { insertAt: own.start, blocks: [own] }, new Uint8Array(0));
    },
  };
}

const WEBP: Container = {
  blocks: (bytes) => webpPlaces(bytes).blocks,
  mark: (bytes, type) => withWebpPacket(bytes, webpPlaces(bytes), xmpPacket(type)),
  unmark: (bytes, own) => {
    const text = Buffer.from(own.packet ?? []).toString('latin1');
    for (const history of ['extended', 'simple', 'announced'] as const) {
      if (DIGITAL_SOURCE_TYPES.some((type) => xmpPacket(type) + WEBP_TAILS[history] === text))
        return withoutWebpPacket(bytes, webpPlaces(bytes), history);
    }
    return null;
  },
};

const JPEG = byBlocks(jpegPlaces, jpegBlock);
const PNG = byBlocks(pngPlaces, pngBlock);

const containerOf = (bytes: Uint8Array): Container | null =>
  isJpeg(bytes) ? JPEG : isPng(bytes) ? PNG : isWebp(bytes) ? WEBP : null;

/** Kinds of files that can carry a mark. */
export const canBeMarked = (bytes: Uint8Array): boolean => containerOf(bytes) !== null;

/**
 * Puts one XMP packet with IPTC's DigitalSourceType into a JPEG, PNG or WebP. Pixels and all other parts stay as they are; equal
 * bytes and type give equal bytes. XMP that is there already is taken out, so there are never two packets; where it says that
 * the picture was made by an algorithm, `digitalCapture` does not take its place: that statement is kept.
 * @param allocate memory for the result, which need not be used: who marks many images can give the same again.
 * @throws Failure corrupt-data naming the byte; invalid-input for any other kind of file
 */
export function markImage(bytes: Uint8Array, type: DigitalSourceType, allocate?: Allocate): Uint8Array {
  const container = containerOf(bytes);
  if (container === null) {
    throw new Failure({
      code: 'invalid-input',
      message: 'Only JPEG, PNG and WebP files can carry a mark of their origin.',
      remedy: 'Export without marks and say why, or leave the image out.',
    });
  }
  const plain = withoutMark(bytes);
  return container.mark(plain, type === 'digitalCapture' ? (readMark(bytes) ?? type) : type, allocate);
}

/** What the file says of its origin, in our mark or anybody's XMP; null where it says nothing, or is damaged or no image. */
export function readMark(bytes: Uint8Array): DigitalSourceType | null {
  for (const { packet } of blocksOf(bytes)) {
    const type = packet === null ? null : sourceTypeIn(packet);
    if (type !== null) return type;
  }
  return null;
}

/**
 * The very bytes that `markImage` was given, where they held no XMP of somebody else; such XMP is not had back. A file without our
 * mark, a damaged one, and one with more XMP besides are given back as they are.
 */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  const [own, ...others] = blocksOf(bytes);
  if (own === undefined || others.length > 0) return bytes;
  return containerOf(bytes)?.unmark(bytes, own) ?? bytes;
}

function blocksOf(bytes: Uint8Array): readonly XmpBlock[] {
  try {
    return containerOf(bytes)?.blocks(bytes) ?? [];
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'corrupt-data') return [];
    throw thrown;
  }
}
