import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import { sampleId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import type { EncodedSample } from '../../engine/generators/graphics/encodedSample';
import type { BatchFile } from '../../storage/setWriter';

/** How many a set will have: its names are 1-based, and wide enough that they sort as numbers. */
type Extent = Pick<GenerateRecipe, 'identities' | 'samples'>;

const oneBased = (index: number, count: number, minDigits: number): string =>
  String(index + 1).padStart(Math.max(minDigits, String(count).length), '0');

/** `00012` for identity 11. */
export const identityFolder = (identityIndex: number, { identities }: Pick<Extent, 'identities'>): string =>
  oneBased(identityIndex, identities, 5);

/** The table's row of a rendered sample; its file is `images/00012/003.jpg` for identity 11, sample 2. */
export function renderedRow(sample: EncodedSample, extent: Extent): SampleRow {
  const { identityIndex, sampleIndex, sha256, widthPx, heightPx, bytes, partnerIndex, weight, numbers } = sample;
  const name = identityFolder(identityIndex, extent);
  return {
    id: sampleId(identityIndex, sampleIndex),
    identityIndex,
    sampleIndex,
    identityName: name,
    file: `images/${name}/${oneBased(sampleIndex, extent.samples, 3)}.jpg`,
    sha256,
    widthPx,
    heightPx,
    sizeBytes: bytes.length,
    partnerIndex,
    weight,
    source: '',
    numbers: { ...numbers },
  };
}

/** What `SetWriter.commitBatch` takes of rendered samples: rows, files and factors in one order. */
export function renderedBatch(
  samples: readonly EncodedSample[],
  extent: Extent,
): [rows: SampleRow[], files: BatchFile[], factors: EncodedSample['factors'][]] {
  const rows = samples.map((sample) => renderedRow(sample, extent));
  return [
    rows,
    samples.map(({ bytes }, at) => ({ path: rows[at]?.file ?? '', bytes })),
    samples.map(({ factors }) => factors),
  ];
}
