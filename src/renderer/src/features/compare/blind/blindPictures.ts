import { facesUrl } from '@shared/contract/addresses';
import { MAX_FACES_PER_BATCH, decodeFaceBatch } from '@shared/contract/faceBatch';
import type { BlindPlan } from '@shared/contract/reviewViews';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { BlindMatches, BlindTreatment } from '@shared/domain/reviews/blindTest';
import { Failure } from '@shared/lib/failure';
import { Rng } from '@shared/lib/rng';
import { commonSize, isGrey, matchLight, middlePart, toGrey } from './alike';
import type { Rgba, Size } from './alike';
import { commonMask, paintHidden } from './mask';
import { matchNoise, matchSharpness } from './texture';

const JPEG_QUALITY = 0.85;
/** Names the noise that is added among all random streams of a test's seed. */
const NOISE_STREAM = 0x6e_6f_69_73;

export interface BlindPictures {
  readonly treatment: BlindTreatment;
  /** Addresses per pair, already on the sides of the plan: nothing in them tells which is which. */
  readonly pairs: readonly { readonly left: string; readonly right: string }[];
  /** Lets go of the pictures. */
  readonly close: () => void;
}

/**
 * Fetches the pictures of a plan and treats both of each pair alike: middle part of one shape, one size, grey when any picture of the test
 * is grey, one mask for both, light, sharpness and noise matched where wanted, JPEG once more at one quality.
 * @throws Failure not-found when a picture is not there or may not be shown
 */
export async function prepareBlindPictures(plan: BlindPlan, matches: BlindMatches): Promise<BlindPictures> {
  const targets = await bitmapsOf(
    plan.target.setId,
    plan.pairs.map(({ target }) => target),
  );
  const others = await bitmapsOf(
    plan.other.setId,
    plan.pairs.map(({ other }) => other),
  );
  const size = commonSize([...targets, ...others]);
  const drawn = plan.pairs.map((_pair, at) => ({
    target: drawAt(targets[at], size),
    other: drawAt(others[at], size),
  }));
  for (const bitmap of [...targets, ...others]) bitmap.close();
  const grey = drawn.some(({ target, other }) => isGrey(target.data) || isGrey(other.data));
  const urls: string[] = [];
  const keep = async (image: ImageData): Promise<string> => {
    const url = URL.createObjectURL(await asJpeg(image));
    urls.push(url);
    return url;
  };
  const pairs: { left: string; right: string }[] = [];
  for (const [at, { target, other }] of drawn.entries()) {
    if (grey) [target, other].forEach(({ data }) => toGrey(data));
    makeAlike(target.data, other.data, size, matches, new Rng(plan.seed, NOISE_STREAM, at));
    const isLeft = plan.pairs[at]?.targetSide === 'left';
    pairs.push({ left: await keep(isLeft ? target : other), right: await keep(isLeft ? other : target) });
  }
  const treatment = { widthPx: size.width, heightPx: size.height, grey, ...matches, jpegQuality: JPEG_QUALITY };
  return { treatment, pairs, close: () => urls.forEach((url) => URL.revokeObjectURL(url)) };
}

function makeAlike(a: Rgba, b: Rgba, size: Size, matches: BlindMatches, rng: Rng): void {
  const mask = commonMask(matches.backgroundHidden ? [a, b] : [], size, matches.backgroundHidden);
  const matchesLight = (): void => {
    if (matches.lightMatched) matchLight(a, b, mask);
  };
  matchesLight();
  if (matches.textureMatched) {
    matchSharpness(a, b, size, mask);
    // A blur takes contrast away.
    matchesLight();
    matchNoise(a, b, size, mask, rng);
  }
  for (const pixels of [a, b]) paintHidden(pixels, mask);
}

async function bitmapsOf(setId: SetId, ids: readonly SampleId[]): Promise<ImageBitmap[]> {
  const bitmaps: ImageBitmap[] = [];
  for (let start = 0; start < ids.length; start += MAX_FACES_PER_BATCH) {
    const some = ids.slice(start, start + MAX_FACES_PER_BATCH);
    const response = await fetch(facesUrl(setId, some));
    if (!response.ok) throw missing(setId);
    const faces = decodeFaceBatch(new Uint8Array(await response.arrayBuffer()), some.length);
    for (const [at, bytes] of faces.entries()) {
      if (bytes.length === 0) throw missing(some[at] ?? setId);
      bitmaps.push(await createImageBitmap(new Blob([bytes])));
    }
  }
  return bitmaps;
}

function drawAt(bitmap: ImageBitmap | undefined, size: Size): ImageData {
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d');
  if (context === null || bitmap === undefined)
    throw new Failure({ code: 'internal', message: 'The pictures of the test cannot be prepared.' });
  context.imageSmoothingQuality = 'high';
  const { x, y, width, height } = middlePart(bitmap, size);
  context.drawImage(bitmap, x, y, width, height, 0, 0, size.width, size.height);
  return context.getImageData(0, 0, size.width, size.height);
}

async function asJpeg(image: ImageData): Promise<Blob> {
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
}

const missing = (place: string): Failure =>
  new Failure({
    code: 'not-found',
    message: 'A picture of the test is not there, or may no longer be shown.',
    place,
    remedy: 'Start the test again: it draws other pictures.',
  });
