import type { RgbImage } from '../../image/rgbImage';
import { resizeRgb } from '../../image/resize';
import { blurImage } from '../../training/augmentation/blur';
import { Rng } from '@shared/lib/rng';

/** What is planted. `leakedPicture`: the very picture lies in the real set; `leakedPerson`: only other pictures of the person do. */
export const FAULTS = ['blur', 'wrongIdentity', 'nearDouble', 'noFace', 'leakedPicture', 'leakedPerson'] as const;
export type Fault = (typeof FAULTS)[number];

export interface PlantInputs {
  readonly crops: readonly RgbImage[];
  readonly identityIndex: Int32Array;
  readonly each: number;
  readonly seed: number;
  /** Real pictures to leak, `each` of both kinds; null leaves these kinds out. */
  readonly leaked: { readonly pictures: readonly RgbImage[]; readonly persons: readonly RgbImage[] } | null;
  /** Changes that a near double goes through, in turn. */
  readonly again: readonly ((image: RgbImage) => RgbImage | Promise<RgbImage>)[];
}

export interface PlantedSet {
  readonly crops: readonly RgbImage[];
  /** Per sample; null: nothing was planted. */
  readonly fault: readonly (Fault | null)[];
  /** Originals of near doubles: naming them instead of their copies is as right. */
  readonly originalOf: ReadonlyMap<number, number>;
}

/** Replaces pictures of a good set by faults at places drawn by chance. */
export async function plantFaults(inputs: PlantInputs): Promise<PlantedSet> {
  const { each, identityIndex, leaked } = inputs;
  const crops = [...inputs.crops];
  const fault = new Array<Fault | null>(crops.length).fill(null);
  const originalOf = new Map<number, number>();
  const rng = new Rng(inputs.seed);
  const free = rng.shuffle([...crops.keys()]);
  const take = (kind: Fault): number => {
    const place = free.pop();
    if (place === undefined) throw new RangeError(`the set is too small for ${each} faults of each kind`);
    fault[place] = kind;
    return place;
  };
  for (let i = 0; i < each; i++) {
    const place = take('blur');
    crops[place] = blurred(crops[place], rng.range(2, 4));
  }
  for (let i = 0; i + 1 < each; i += 2) {
    const [a, b] = [take('wrongIdentity'), take('wrongIdentity')];
    if (identityIndex[a] === identityIndex[b])
      throw new RangeError('two pictures of one person were swapped: another seed');
    [crops[a], crops[b]] = [crops[b], crops[a]];
  }
  for (let i = 0; i < each; i++) {
    const place = take('nearDouble');
    // Every other one of the same person, the others from anywhere. Originals stay free of faults.
    const original = free.find((other) => (identityIndex[other] === identityIndex[place]) === (i % 2 === 0));
    if (original === undefined) throw new RangeError('no original is left');
    free.splice(free.indexOf(original), 1);
    crops[place] = await inputs.again[i % inputs.again.length](crops[original]);
    originalOf.set(place, original);
  }
  for (let i = 0; i < each; i++) {
    const place = take('noFace');
    crops[place] = withoutFace(crops[place], i, rng);
  }
  for (let i = 0; leaked !== null && i < each; i++) {
    crops[take('leakedPicture')] = leaked.pictures[i];
    crops[take('leakedPerson')] = leaked.persons[i];
  }
  return { crops, fault, originalOf };
}

function blurred(image: RgbImage, sigmaPx: number): RgbImage {
  const pixels = Float32Array.from(image.rgb);
  blurImage(pixels, image.widthPx, image.heightPx, sigmaPx);
  return { ...image, rgb: Uint8Array.from(pixels, Math.round) };
}

/** In turn a corner of the picture enlarged, its lower edge enlarged, and bare noise. */
function withoutFace(image: RgbImage, which: number, rng: Rng): RgbImage {
  const { widthPx, heightPx } = image;
  const side = Math.round(widthPx / 4);
  switch (which % 3) {
    case 0:
      return resizeRgb(image, widthPx, heightPx, { leftPx: 0, topPx: 0, widthPx: side, heightPx: side });
    case 1:
      return resizeRgb(image, widthPx, heightPx, { leftPx: 0, topPx: heightPx - 16, widthPx, heightPx: 16 });
    default:
      return { ...image, rgb: image.rgb.map(() => rng.below(256)) };
  }
}
