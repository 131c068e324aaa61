import { beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { parseHeadModel } from './headModel';
import { hasPack, NO_PACK, readPackFiles, type PackFiles } from './pack.testing';

interface Layout {
  version: number;
  vertexCount: number;
  landmarks: Record<string, unknown>;
  sampler: { sliders: { sides: number[][] }[] };
  arrays: Record<string, { kind: string; offset: number; length: number }>;
}

describe.skipIf(!hasPack)(`parseHeadModel (${NO_PACK})`, () => {
  let files: PackFiles;
  beforeAll(() => {
    files = readPackFiles();
  });

  const parseChanged = (change: (layout: Layout) => void, bin = files.bin): string => {
    const layout = JSON.parse(files.json) as Layout;
    change(layout);
    try {
      parseHeadModel({ json: JSON.stringify(layout), bin });
    } catch (thrown) {
      if (thrown instanceof Failure) return thrown.code;
      throw thrown;
    }
    return 'accepted';
  };

  it('accepts the baked pack', () => {
    const model = parseHeadModel(files);
    expect(model.vertexCount).toBeGreaterThan(5000);
    expect(model.expression.unitNames).toHaveLength(34);
    expect([...model.parts.keys()]).toContain('long01');
  });

  it('refuses a truncated file', () => {
    expect(parseChanged(() => undefined, files.bin.slice(0, files.bin.byteLength - 4))).toBe('corrupt-data');
    expect(parseChanged(() => undefined, new ArrayBuffer(0))).toBe('corrupt-data');
  });

  it('refuses indices that point outside', () => {
    const bin = files.bin.slice(0);
    const { arrays } = JSON.parse(files.json) as Layout;
    new Uint16Array(bin, arrays['body.triangles'].offset, 1)[0] = 65535;
    expect(parseChanged(() => undefined, bin)).toBe('corrupt-data');
  });

  it('refuses what is not a number', () => {
    const bin = files.bin.slice(0);
    const { arrays } = JSON.parse(files.json) as Layout;
    new Float32Array(bin, arrays['shape.average'].offset, 1)[0] = NaN;
    expect(parseChanged(() => undefined, bin)).toBe('corrupt-data');
  });

  it.each<[string, (layout: Layout) => void]>([
    ['an offset beyond the file', (l) => (l.arrays['body.uvs'].offset = 1e8)],
    ['a misaligned offset', (l) => (l.arrays['body.uvs'].offset += 2)],
    ['a wrong length', (l) => (l.arrays['shape.scales'].length -= 1)],
    ['a wrong kind', (l) => (l.arrays['shape.scales'].kind = 'u8')],
    ['a missing array', (l) => delete (l.arrays as Record<string, unknown>)['sampler.mean']],
    ['a landmark outside', (l) => (l.landmarks['noseTip'] = 1e6)],
    ['a slider column outside', (l) => (l.sampler.sliders[0].sides[0][1] = 5000)],
    ['a vertex count that does not fit', (l) => (l.vertexCount += 1)],
  ])('refuses %s', (_, change) => {
    expect(parseChanged(change)).toBe('corrupt-data');
  });

  it('names another format version', () => {
    expect(parseChanged((layout) => (layout.version = 2))).toBe('unsupported-version');
  });

  it('refuses what is not JSON', () => {
    expect(() => parseHeadModel({ json: '{', bin: files.bin })).toThrow(Failure);
  });
});
