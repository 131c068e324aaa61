import { facesUrl } from '@shared/contract/addresses';
import { MAX_FACES_PER_BATCH, decodeFaceBatch } from '@shared/contract/faceBatch';
import type { BlindPlan } from '@shared/contract/reviewViews';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { BlindTreatment } from '@shared/domain/reviews/blindTest';
import { Failure } from '@shared/lib/failure';
import { commonSize, isGrey, matchLight, middlePart, toGrey } from './alike';
import type { Size } from './alike';

const JPEG_QUALITY = 0.85;

export interface BlindPictures {
  readonly treatment: BlindTreatment;
  /** Addresses per pair, already on the sides of the plan: nothing in them tells which is which. */
  readonly pairs: readonly { readonly left: string; readonly right: string }[];
  /** Lets go of the pictures. */
  readonly close: () => void;
}

/**
 * Fetches the pictures of a plan and treats both of each pair alike: middle part of one shape, one size, grey when any picture of the test
 * is grey, light matched where wanted, JPEG once more at one quality.
 * @throws Failure not-found when a picture is not there or may not be shown
 */
export async function prepareBlindPictures(plan: BlindPlan, lightMatched: boolean): Promise<BlindPictures> {
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
    if (lightMatched) matchLight(target.data, other.data);
    const isLeft = plan.pairs[at]?.targetSide === 'left';
    pairs.push({ left: await keep(isLeft ? target : other), right: await keep(isLeft ? other : target) });
  }
  const treatment = { widthPx: size.width, heightPx: size.height, grey, lightMatched, jpegQuality: JPEG_QUALITY };
  return { treatment, pairs, close: () => urls.forEach((url) => URL.revokeObjectURL(url)) };
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
