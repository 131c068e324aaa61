import { describe, expect, it } from 'vitest';
import { formatAgo, formatAmount, formatBytes, formatDuration, formatNumber, formatPercent } from './format';
import { columnWord } from './columnWord';

describe('format', () => {
  it('writes sizes, times and shares with their units', () => {
    expect([0, 999, 12_400_000, 231e9].map(formatBytes)).toEqual(['0 B', '999 B', '12.4 MB', '231 GB']);
    expect([400, 50_400, 200_000, 120_000, 7_500_000].map(formatDuration)).toEqual([
      '0.4 s',
      '50 s',
      '3 min 20 s',
      '2 min',
      '2 h 5 min',
    ]);
    expect(formatPercent(0.934)).toBe('93.4 %');
    expect(formatAmount(1, 'face', 'faces')).toBe('1 face');
    expect(formatAmount(2400, 'face', 'faces')).toBe('2,400 faces');
  });

  it('keeps three digits and says when there is no number', () => {
    expect([0.012345, 4.5678, 1240, 0, null, NaN].map(formatNumber)).toEqual([
      '0.0123',
      '4.57',
      '1,240',
      '0',
      '–',
      '–',
    ]);
  });

  it('says how long ago', () => {
    const now = Date.parse('2026-03-10T12:00:00Z');
    expect(formatAgo('2026-03-10T11:59:40Z', now)).toBe('just now');
    expect(formatAgo('2026-03-10T11:15:00Z', now)).toBe('45 min ago');
    expect(formatAgo('2026-03-09T11:00:00Z', now)).toBe('1 day ago');
  });

  it('turns column names into words with units', () => {
    expect(['yawDeg', 'ageYears', 'detectionScore', 'lm.noseXPx'].map(columnWord)).toEqual([
      'Yaw (°)',
      'Age (years)',
      'Detection score',
      'Lm nose x (px)',
    ]);
  });
});
