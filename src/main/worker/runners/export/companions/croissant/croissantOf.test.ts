import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, isFileFormat } from '@shared/domain/exportFormat';
import { DatasetInfo } from '@shared/domain/exportManifest';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import { sha256Hex } from '../../../../../platform/hash';
import { type CroissantParts, croissantOf } from './croissantOf';

const part = (samples: number): object => ({
  ...{ setId: 'ds_test000001', setName: 'Set', identities: 2, samples, sampleCount: 2 * samples },
  ...{ curationRevision: 4, excludedCount: 1, shortIdentities: [] },
});
const infoOf = (change: object = {}): DatasetInfo =>
  DatasetInfo.parse({
    ...{ outis: 1, name: 'Mix_4_3', kind: 'mix', format: 'folder', isMarked: true, classCount: 4, labelOffset: 2 },
    ...{ createdAt: '2026-11-22T12:00:00.000Z', program: 'Outis test', syn: part(3), real: part(2), pairs: null },
    recipe: GenerateRecipe.parse({ identities: 2, samples: 3, seed: 9 }),
    fingerprint: { generator: 'graphics', version: '7', assetsSha256: 'a', encoderSha256: 'b', sha256: 'c'.repeat(64) },
    ...{ manifestSha256: 'd'.repeat(64), statement: 'What it is.', ...change },
  });
const partsOf = (info: DatasetInfo, paths: readonly string[] = []): CroissantParts => ({
  info,
  files: ['manifest.jsonl', ...paths].map((path) => ({ path, sha256: sha256Hex(path), sizeBytes: path.length })),
  names: ['images/00001/00001_0001.jpg', 'images/00002/00002_0001.png'],
  consents: info.real === null ? null : { people: 2, allowing: { training: 2, evaluation: 1, export: 2, display: 0 } },
  who: 'anna',
});
const text = (parts: CroissantParts): string => JSON.stringify(croissantOf(parts), null, 2);

interface Node {
  readonly '@id': string;
  readonly '@type': string;
  readonly sha256?: string;
  readonly includes?: string | string[];
  readonly containedIn?: { '@id': string }[];
  readonly field?: { readonly '@id': string; readonly source: Partial<Record<string, { '@id': string }>> }[];
}
const nodes = (parts: CroissantParts, of: 'distribution' | 'recordSet'): Node[] =>
  croissantOf(parts)[of] as unknown as Node[];

describe('croissant.json', () => {
  it('is, byte for byte, the one that mlcroissant 1.1.1 validated without a warning', () => {
    expect(text(partsOf(infoOf()))).toBe(text(partsOf(infoOf())));
    expect(sha256Hex(text(partsOf(infoOf())))).toBe('c5647047e8379d1e33c9cb71b5a720d64e1d9d1985d6d26491988357eb1a7675');
  });

  it('names every file with its hash, and images as a set where they are files or lie in tars', () => {
    const webdataset = partsOf(infoOf({ format: 'webdataset' }), ['Mix_4_3-000000.tar', 'Mix_4_3-000001.tar']);
    expect(nodes(webdataset, 'distribution').map((node) => node['@id'])).toEqual([
      ...['manifest.jsonl', 'Mix_4_3-000000.tar', 'Mix_4_3-000001.tar', 'image-files'],
    ]);
    expect(nodes(webdataset, 'distribution')[1]?.sha256).toBe(sha256Hex('Mix_4_3-000000.tar'));
    expect(nodes(webdataset, 'distribution')[3]?.containedIn).toHaveLength(2);
    expect(nodes(partsOf(infoOf()), 'distribution')[1]?.includes).toEqual(['images/*/*.jpg', 'images/*/*.png']);
  });

  it('has in every format record sets whose sources are in its files', () => {
    for (const format of EXPORT_FORMATS) {
      const parts = partsOf(infoOf({ format }), ['data/train-00000-of-00001.parquet', 'a.tar']);
      const ids = new Set(nodes(parts, 'distribution').map((node) => node['@id']));
      const sets = nodes(parts, 'recordSet');
      for (const { source } of sets.flatMap(({ field = [] }) => field))
        expect(ids).toContain((source['fileObject'] ?? source['fileSet'])?.['@id']);
      expect(sets.map((node) => node['@id'])).toEqual(
        isFileFormat(format) || format === 'webdataset' || format === 'hf-parquet'
          ? ['manifest', 'images']
          : ['manifest'],
      );
    }
  });

  it('says of people what all of them allow, and nothing of people where there are none', () => {
    const mixed = text(partsOf(infoOf()));
    expect(mixed).toContain('Everybody in it allows: training');
    expect(mixed).not.toContain('Everybody in it allows: evaluation');
    expect(mixed).toContain('DigitalCaptureDigitalSource');
    const synthetic = text(partsOf(infoOf({ real: null, kind: 'syn' })));
    expect(synthetic).not.toMatch(/odrl:obligation|DigitalCapture|Photographs of consenting/);
    expect(synthetic).toContain('https://schema.org/AlgorithmicMediaDigitalSource');
  });

  it('says why images carry no mark, and which export it replaces', () => {
    const supersedes = { name: 'Mix_5_3', manifestSha256: 'e'.repeat(64) };
    const plain = text(partsOf(infoOf({ isMarked: false, unmarkedReason: 'a loader that stumbles', supersedes })));
    expect(plain).toContain('the reason given: a loader that stumbles');
    expect(plain).toContain(`urn:sha256:${'e'.repeat(64)}`);
  });
});
