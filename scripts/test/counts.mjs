/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 */

/** Counts of a stage that is one check: it passed or it did not. */
export const singleCheck = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/** @param {Counts[]} all */
export function sumCounts(all) {
  const sum = (name) => all.reduce((total, counts) => total + counts[name], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The last line of a test run. */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Counts from vitest's JSON report. A file that does not load has no tests of its own and counts as one failure.
 * @param {{testResults: {status: string, assertionResults: {status: string}[]}[]}} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const files = report.testResults.map(({ status, assertionResults }) => {
    const of = (...names) => assertionResults.filter((test) => names.includes(test.status)).length;
    const failed = of('failed');
    return {
      passed: of('passed'),
      failed: status === 'failed' && failed === 0 ? 1 : failed,
      skipped: of('pending', 'skipped', 'todo', 'disabled'),
    };
  });
  return sumCounts(files);
}

/**
 * Counts from Playwright's JSON report. A test that passed only when repeated counts as failed, and so does each error
 * outside a test.
 * @param {{stats: {expected: number, unexpected: number, flaky: number, skipped: number}, errors?: unknown[]}} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/**
 * What a stage with a report counts: its report, and one failure when the tool failed without reporting any, or
 * reported nothing.
 * @param {Counts | undefined} counts undefined when there is no report
 * @param {number} exitCode of the tool
 */
export function settle(counts, exitCode) {
  if (counts === undefined) return singleCheck(false);
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
