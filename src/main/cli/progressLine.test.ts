import { describe, expect, it } from 'vitest';
import type { JobProgress } from '@shared/domain/jobState';
import { ProgressLine, progressText } from './progressLine';

const PROGRESS: JobProgress = {
  phase: 'render',
  done: 960,
  total: 2400,
  unit: 'samples',
  ratePerSecond: 31.24,
  remainingMs: 46_000,
};

describe('progressText', () => {
  it('tells share, counts, rate and time left', () => {
    expect(progressText('Syn_120_20', PROGRESS)).toBe(
      'Syn_120_20  render  [########------------]  40 %  960 / 2,400 samples  31.2/s  46 s left',
    );
  });

  it('tells what is done where the whole is not known', () => {
    const unknown = { ...PROGRESS, total: null, ratePerSecond: null, remainingMs: null };
    expect(progressText('x', unknown)).toBe('x  render  960 samples');
  });
});

describe('ProgressLine', () => {
  const drawn = (isTty: boolean, steps: readonly [nowMs: number, phase: string][]): string[] => {
    const written: string[] = [];
    let nowMs = 0;
    const line = new ProgressLine({
      stderr: { write: (text) => written.push(text) },
      isTty,
      columns: 40,
      now: () => nowMs,
    });
    for (const [at, phase] of steps) {
      nowMs = at;
      line.show('x', { ...PROGRESS, phase });
    }
    line.clear();
    return written;
  };

  it('redraws one line on a screen, cut to its width, and takes it away at the end', () => {
    const written = drawn(true, [
      [0, 'render'],
      [100, 'render'],
    ]);
    expect(written).toHaveLength(3);
    expect(written[0]).toMatch(/^\r\u001b\[2Kx {2}render/);
    expect(written[0].length).toBe('\r\u001b[2K'.length + 39);
    expect(written[2]).toBe('\r\u001b[2K');
  });

  it('writes a line per phase and every five seconds into a log', () => {
    const written = drawn(false, [
      [0, 'a'],
      [1000, 'a'],
      [4999, 'a'],
      [5000, 'a'],
      [5100, 'b'],
      [6000, 'b'],
    ]);
    expect(written).toHaveLength(3);
    expect(written.every((line) => line.endsWith('\n'))).toBe(true);
  });
});
