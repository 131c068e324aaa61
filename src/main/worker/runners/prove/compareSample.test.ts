import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, isFileFormat } from '@shared/domain/exportFormat';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import { sampleId, SetId } from '@shared/domain/ids';
import type { EncodedSample } from '../../../engine/generators/graphics/encodedSample';
import { markImage } from '../../../formats/marks/markImage';
import { jpegOf, segment } from '../../../formats/marks/markedImages.testing';
import { openWriterFor } from '../../../formats/packs/openWriter';
import { sha256Hex } from '../../../platform/hash';
import { temporaryFolder } from '../../../platform/temporaryFolder.testing';
import { plainFactors } from '../../plainFactors.testing';
import { whyDifferent } from './compareSample';
import { openHandedOut } from './handedOut';

const signal = { aborted: false };
const rendered = (sampleIndex: number): EncodedSample => {
  const bytes = jpegOf(segment(0xe0, `JFIF\0 ${sampleIndex}`));
  const sha256 = sha256Hex(bytes);
  const factors = plainFactors(sampleIndex);
  const size = { widthPx: 112, heightPx: 112 };
  return { identityIndex: 0, sampleIndex, bytes, sha256, ...size, partnerIndex: -1, weight: 1, factors, numbers: {} };
};
const lineOf = (sampleIndex: number, bytes: Uint8Array, place: { path: string; entry?: string }): ManifestLine => ({
  ...place,
  sha256: sha256Hex(bytes),
  sizeBytes: bytes.length,
  unmarkedSha256: rendered(sampleIndex).sha256,
  origin: 'syn',
  label: 0,
  identity: '00001',
  setId: SetId.parse('ds_test'),
  sampleId: sampleId(0, sampleIndex),
  identityIndex: 0,
  sampleIndex,
  partner: null,
  consent: null,
});
const infoOf = (format: DatasetInfo['format']): DatasetInfo => ({ format }) as DatasetInfo;

describe('an image of an export against its rendering', () => {
  it('is the rendering and its mark, and nothing else', () => {
    const sample = rendered(1);
    const marked = markImage(sample.bytes, 'algorithmicMedia');
    const line = lineOf(1, marked, { path: 'a.jpg' });
    const image = { sha256: sha256Hex(marked), plainSha256: sample.sha256 };
    expect(whyDifferent(image, line, sample, 'algorithmicMedia')).toBeNull();
    expect(whyDifferent(image, line, sample, 'trainedAlgorithmicMedia')).toMatch(/its mark is not trained/);
    expect(whyDifferent(image, line, sample, null)).toMatch(/its mark is not none/);
    const plain = { sha256: sample.sha256, plainSha256: sample.sha256 };
    expect(whyDifferent(plain, line, sample, 'algorithmicMedia')).toMatch(/its mark is not algorithmic/);
    expect(whyDifferent(plain, { ...line, sha256: sample.sha256 }, sample, null)).toBeNull();
    expect(whyDifferent(image, { ...line, sha256: sample.sha256 }, sample, 'algorithmicMedia')).toMatch(
      /manifest gives/,
    );
    expect(whyDifferent(image, { ...line, unmarkedSha256: line.sha256 }, sample, 'algorithmicMedia')).toMatch(
      /without its mark/,
    );
    expect(whyDifferent({ ...image, sha256: '0', plainSha256: '1' }, line, sample, 'algorithmicMedia')).toMatch(
      /not what the recipe renders/,
    );
    expect(whyDifferent('the file is missing', line, sample, null)).toBe('the file is missing');
  });

  it('is found in every pack, by path and key', async () => {
    for (const format of EXPORT_FORMATS.filter((one) => !isFileFormat(one))) {
      const folder = join(await temporaryFolder(), 'Syn_1_3');
      await mkdir(folder);
      const size = { widthPx: 112, heightPx: 112 };
      const plan = { name: 'Syn_1_3', imageCount: 3, classSizes: [3], identities: ['00001'], ...size, seed: 1 };
      const writer = await openWriterFor(format)?.(folder, plan);
      const lines = [0, 1, 2].map((index) => {
        const bytes = markImage(rendered(index).bytes, 'algorithmicMedia');
        const place = writer?.add({
          ...{ index, label: 0, identity: '00001', name: `0000${index}.jpg`, bytes, ...size, partner: null },
          ...{ origin: 'syn', sampleId: sampleId(0, index) },
        });
        return lineOf(index, bytes, place ?? { path: '', entry: '' });
      });
      await writer?.finish();
      const find = await openHandedOut(folder, infoOf(format), lines.slice(1), signal);
      for (const line of lines.slice(1)) {
        const found = await find(line);
        expect([format, found]).toEqual([format, { sha256: line.sha256, plainSha256: line.unmarkedSha256 }]);
      }
      expect(await find({ ...lineOf(1, new Uint8Array(1), { path: 'a' }), entry: 'none' })).toMatch(
        /has no image under none/,
      );
    }
  });

  it('is not looked for in a folder that is of another format than it says', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'train.txt'), 'x');
    await expect(openHandedOut(folder, infoOf('recordio'), [], signal)).rejects.toMatchObject({ code: 'corrupt-data' });
  });
});
