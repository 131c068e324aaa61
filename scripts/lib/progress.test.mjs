import { expect, it } from 'vitest';
import { formatBytes, formatSeconds, transferProgress } from './progress.mjs';

it('writes sizes and durations for people', () => {
  expect([0, 999, 1000, 273_829_956, 5e12].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 KB',
    '273.8 MB',
    '5000.0 GB',
  ]);
  expect([412, 12_400, 59_700, 125_000].map(formatSeconds)).toEqual(['0.4 s', '12 s', '60 s', '2 min 05 s']);
});

it('tells done, total, per cent and rate, no more often than asked', () => {
  const lines = [];
  let time = 0;
  const progress = transferProgress((line) => lines.push(line), { label: 'x', total: 4000, now: () => time });
  progress.add(500);
  time = 2000;
  progress.add(500);
  time = 2500;
  progress.add(1000);
  time = 4000;
  progress.add(2000);
  progress.end();
  expect(lines).toEqual([
    'x: 1.0 KB of 4.0 KB (25 %), 500 B/s',
    'x: 4.0 KB of 4.0 KB (100 %), 1.0 KB/s',
    'x: 4.0 KB of 4.0 KB (100 %), 1.0 KB/s',
  ]);
});
