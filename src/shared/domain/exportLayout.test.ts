import { describe, expect, it } from 'vitest';
import { layOut, type LaidOutSample } from './exportLayout';
import { exportName, identityFolder, plainFileName, slugOf, softLabelFileName } from './exportNames';
import type { SelectedIdentity } from './exportSelection';

const identity = (
  identityIndex: number,
  count: number,
  change: Partial<LaidOutSample> = {},
): SelectedIdentity<LaidOutSample> => ({
  identityIndex,
  identityName: `Subject ${identityIndex}`,
  samples: Array.from({ length: count }, (_, sampleIndex) => ({
    identityIndex,
    sampleIndex,
    identityName: `Subject ${identityIndex}`,
    partnerIndex: -1,
    weight: 1,
    file: 'images/x/y.jpg',
    ...change,
  })),
});

/** The expression by which SynFace's loader reads a label: groups are file number, id1, w1, id2, w2. */
const SYNFACE = /(.*)_(.*)x(.*)_\((.*)\)x(.*).jpg/;

describe('names', () => {
  it('follow the field', () => {
    const syn = { identities: 120, samples: 20 };
    expect(exportName({ syn, real: null })).toBe('Syn_120_20');
    expect(exportName({ syn: null, real: { identities: 40, samples: 10 } })).toBe('Real_40_10');
    expect(exportName({ syn, real: { identities: 40, samples: 20 } })).toBe('Mix_160_20');
    expect(exportName({ syn, real: { identities: 40, samples: 10 } })).toBe('Mix_160_20-10');
    expect(() => exportName({ syn: null, real: null })).toThrow(RangeError);
  });

  it('are safe on every system', () => {
    expect(slugOf('José Ñandú/../..')).toBe('Jose-Nandu');
    expect(slugOf('王')).toBe('');
    expect(slugOf('CON')).toBe('CON');
    expect(identityFolder('real', 11, 40, 'José', false)).toBe('00012_Jose');
    expect(identityFolder('real', 11, 40, '王', true)).toBe('r00012');
    expect(identityFolder('syn', 0, 1_000_000, '', true)).toBe('0000001');
    expect(plainFileName('00012', 0, '.jpg')).toBe('00012_0001.jpg');
  });

  it('carry soft labels that SynFace reads, and that add up to one', () => {
    const name = softLabelFileName(2, 0, 11, Math.fround(0.65), 5, '.jpg');
    expect(name).toBe('003_00001x0.650_(00012)x0.350.jpg');
    const [, , id1, w1, id2, w2] = SYNFACE.exec(name) ?? [];
    expect([id1, id2].map(Number)).toEqual([1, 12]);
    expect(Number(w1) + Number(w2)).toBe(1);
  });
});

describe('layOut', () => {
  it('numbers classes so that sorted folders are labels 0, 1, 2 …, synthetic ones first', () => {
    const layout = layOut([identity(3, 2), identity(10, 2)], [identity(0, 2), identity(1, 2)]);
    const folders = [...new Set(layout.files.map(({ folder }) => folder))];
    expect(folders).toEqual(['00001', '00002', 'r00001_Subject-0', 'r00002_Subject-1']);
    expect([...folders].sort()).toEqual(folders);
    expect(layout).toMatchObject({ classCount: 4, labelOffset: 2, hasSoftLabels: false });
    for (const file of layout.files) expect(folders[file.label]).toBe(file.folder);
    const paths = layout.files.map(({ path }) => path);
    expect([...paths].sort()).toEqual(paths);
    expect(paths[0]).toBe('images/00001/00001_0001.jpg');
  });

  it('keeps the order of ten thousand folders', () => {
    const layout = layOut(
      Array.from({ length: 10_000 }, (_, i) => identity(i, 1)),
      null,
    );
    const folders = layout.files.map(({ folder }) => folder);
    expect([...folders].sort()).toEqual(folders);
  });

  it('writes every synthetic name with a soft label when one sample is mixed, by classes of the export', () => {
    const layout = layOut(
      [identity(3, 1), identity(10, 1, { partnerIndex: 3, weight: Math.fround(0.7) })],
      [identity(0, 1)],
    );
    expect(layout.files.map(({ path }) => path)).toEqual([
      'images/00001/001_00001x1.000_(00001)x0.000.jpg',
      'images/00002/001_00002x0.700_(00001)x0.300.jpg',
      'images/r00001_Subject-0/r00001_Subject-0_0001.jpg',
    ]);
    expect(layout.files.map(({ partner }) => partner)).toEqual([
      null,
      { label: 0, identityIndex: 3, weight: 0.7 },
      null,
    ]);
    expect(layout.hasSoftLabels).toBe(true);
  });

  it('refuses a partner that does not go out', () => {
    expect(() => layOut([identity(1, 1, { partnerIndex: 0, weight: 0.5 })], null)).toThrow(RangeError);
  });
});
