import { describe, expect, it } from 'vitest';
import { SCORERS, type ScoreStatus } from '@shared/domain/scores';
import { overviewOf } from './useScoreStatus';

const statuses = (...states: readonly ScoreStatus['state'][]): ScoreStatus[] =>
  states.map((state, i) => ({
    scorer: SCORERS[i] ?? 'image',
    state,
    reason: state === 'stale' ? 'The set has changed since.' : '',
    info: null,
  }));

describe('overviewOf', () => {
  it('is as bad as the worst scorer', () => {
    expect(overviewOf([]).state).toBe('unknown');
    expect(overviewOf(statuses('absent', 'absent', 'absent', 'absent')).state).toBe('absent');
    expect(overviewOf(statuses('fresh', 'fresh', 'fresh', 'absent')).state).toBe('partial');
    expect(overviewOf(statuses('fresh', 'partial', 'absent', 'absent')).state).toBe('partial');
    expect(overviewOf(statuses('fresh', 'fresh', 'fresh', 'fresh')).state).toBe('fresh');
  });

  it('says each reason of staleness once', () => {
    expect(overviewOf(statuses('stale', 'stale', 'fresh', 'absent'))).toEqual({
      state: 'stale',
      reasons: ['The set has changed since.'],
    });
  });
});
