import { describe, expect, it } from 'vitest';
import { sampleId } from '@shared/domain/ids';
import type { SampleRow } from '@shared/domain/sample';
import type { TwinSample } from '@shared/domain/twin';
import type { EmbedderInfo } from '../../../engine/scoring/faceEmbedder';
import type { ComparedTwin } from './compareTwin';
import { type RealSample, strangersOf } from './strangers';

/** A judge to whom a picture is a direction in the plane; one person from cosine 0.926 on. */
const JUDGE: EmbedderInfo = {
  name: 'fake',
  embeddingSize: 2,
  weightsSha256: '0'.repeat(64),
  licence: 'none',
  trainedOn: 'nothing',
  typicalCosine: { strangersMedian: 0.86, samePersonFrom: 0.926, samePersonMedian: 0.97 },
  fingerprint: 'fake',
};
const at = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

const row = (identityIndex: number, sampleIndex: number): SampleRow => ({
  id: sampleId(identityIndex, sampleIndex),
  identityIndex,
  sampleIndex,
  identityName: '',
  file: '',
  sha256: '',
  widthPx: 112,
  heightPx: 112,
  sizeBytes: 0,
  partnerIndex: -1,
  weight: 1,
  source: '',
  numbers: {},
});
const real = (identityIndex: number, degrees: number): RealSample => ({
  row: row(identityIndex, 0),
  embedding: at(degrees),
});
const twin = (identityIndex: number, degrees: number): ComparedTwin => ({
  row: row(identityIndex, 0),
  original: originalOf(identityIndex),
  embedding: at(degrees),
  again: null,
});
const originalOf = (identityIndex: number): TwinSample => ({
  ofSample: sampleId(identityIndex, 0),
  poseDeg: [0, 0, 0],
  expression: [],
  light: [],
  mouthOpening: 0,
  distanceDm: 10,
  isGrey: false,
  relativeSharpness: 1,
  meanLinear: 0.3,
  pointResidual: 0,
  shadingResidual: 0,
});

describe('likeness of twins to real people', () => {
  const people = [real(0, 0), real(1, 90)];

  it('calls twins strangers that are far from every real sample', () => {
    const report = strangersOf([twin(0, 45), twin(1, 135)], people, JUDGE);
    expect(report).toMatchObject({ verdict: 'strangers', tooAlike: [], tooAlikeCount: 0 });
    expect(report.own.max).toBeCloseTo(Math.SQRT1_2, 5);
  });

  it('names a twin that looks like its own original', () => {
    const report = strangersOf([twin(0, 20), twin(1, 150)], people, JUDGE);
    expect(report).toMatchObject({ verdict: 'too-alike', tooAlikeCount: 1 });
    expect(report.tooAlike).toMatchObject([{ twin: sampleId(0, 0), ofSample: sampleId(0, 0) }]);
    expect(report.tooAlike[0]?.cosine).toBeCloseTo(Math.cos((20 * Math.PI) / 180), 5);
  });

  it('names a twin that looks like somebody else of the set, the most alike first', () => {
    const report = strangersOf([twin(0, 75), twin(1, 85)], people, JUDGE);
    expect(report.verdict).toBe('too-alike');
    expect(report.tooAlike.map(({ twin: id, ofSample }) => [id, ofSample])).toEqual([
      [sampleId(1, 0), sampleId(1, 0)],
      [sampleId(0, 0), sampleId(1, 0)],
    ]);
  });

  it('counts the very threshold as one person', () => {
    const limit = { ...JUDGE, typicalCosine: { ...JUDGE.typicalCosine, samePersonFrom: 1 } };
    expect(strangersOf([twin(0, 0)], people, limit).verdict).toBe('too-alike');
  });
});
