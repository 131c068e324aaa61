import { describe, expect, it } from 'vitest';
import { playwrightCounts, settle, singleCheck, sumCounts, summaryLine, vitestCounts } from './counts.mjs';
import { parseTestOptions } from './options.mjs';

const test = (status) => ({ status });

it('writes the last line exactly', () => {
  expect(summaryLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(summaryLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
});

it('adds up', () => {
  expect(sumCounts([singleCheck(true), singleCheck(false), { passed: 5, failed: 1, skipped: 2 }])).toEqual({
    passed: 6,
    failed: 2,
    skipped: 2,
  });
});

describe('vitestCounts', () => {
  it('counts tests by status', () => {
    const report = {
      testResults: [
        { status: 'passed', assertionResults: [test('passed'), test('skipped'), test('todo')] },
        { status: 'failed', assertionResults: [test('passed'), test('failed')] },
      ],
    };
    expect(vitestCounts(report)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that does not load as one failure', () => {
    expect(vitestCounts({ testResults: [{ status: 'failed', assertionResults: [] }] }).failed).toBe(1);
  });
});

it('counts a flaky end-to-end test and an error outside tests as failures', () => {
  expect(playwrightCounts({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] })).toEqual({
    passed: 4,
    failed: 3,
    skipped: 2,
  });
});

describe('settle', () => {
  const good = { passed: 3, failed: 0, skipped: 0 };

  it('believes a report that agrees with the exit code', () => {
    expect(settle(good, 0)).toEqual(good);
    expect(settle({ ...good, failed: 2 }, 1)).toEqual({ ...good, failed: 2 });
  });

  it('counts one failure when the tool failed without reporting one', () => {
    expect(settle(good, 1)).toEqual({ ...good, failed: 1 });
    expect(settle(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts one failure when there is no report at all', () => {
    expect(settle(undefined, 0).failed).toBe(1);
  });
});

describe('parseTestOptions', () => {
  const known = ['lint', 'unit', 'e2e'];

  it('runs all by default, else what is named, in the usual order', () => {
    expect(parseTestOptions([], known)).toEqual(known);
    expect(parseTestOptions(['--only', 'e2e, lint'], known)).toEqual(['lint', 'e2e']);
  });

  it.each([[['--only', 'nothing']], [['--fast']], [['unit']]])('refuses %j', (args) => {
    expect(() => parseTestOptions(args, known)).toThrow(expect.objectContaining({ name: 'SetupError' }));
  });
});
