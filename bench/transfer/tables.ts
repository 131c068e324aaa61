import { interval95, resample, type Rates } from './peopleBootstrap';
import type { TransferResult } from './results';

const percent = (value: number): string => (100 * value).toFixed(1);
const interval = (values: readonly number[]): string => {
  const [low, high] = interval95(values);
  return `[${percent(low)}, ${percent(high)}]`;
};
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
const HEAD = [
  'trained on',
  'seeds',
  'training accuracy %',
  'EER % [95 % over people]',
  'TAR@FAR 1 % [95 %]',
  'each EER %',
];

/** A line for each variant; intervals are bootstraps over people of the mean over seeds. */
export function resultTable(results: readonly TransferResult[]): string {
  const lines = results.map((result) => {
    const { measured, replicates } = resample([result.runs.map(({ pairs }) => pairs)]);
    const of = (pick: (rates: Rates) => number): string =>
      `${percent(pick(measured[0]))} ${interval(replicates.map((variants) => pick(variants[0])))}`;
    const each = result.runs.map(({ pairs }) => percent(resample([[pairs]], 0).measured[0].eer));
    return row([
      `${result.name}: ${result.identities} × ${result.samples}, ${result.epochs} passes`,
      String(result.runs.length),
      result.runs.map((run) => (run.trainAccuracy === null ? '–' : percent(run.trainAccuracy))).join(', '),
      of((rates) => rates.eer),
      of((rates) => rates.tar),
      each.join(', '),
    ]);
  });
  return row(HEAD) + row(HEAD.map(() => '---')) + lines.join('');
}

/** The difference of two variants on the same people and pairs, with its own interval. */
export function comparisonTable(before: TransferResult, after: TransferResult): string {
  const { replicates } = resample([before, after].map(({ runs }) => runs.map(({ pairs }) => pairs)));
  const differences = replicates.map(([a, b]) => b.eer - a.eer);
  const better = differences.filter((difference) => difference < 0).length / differences.length;
  return (
    resultTable([before, after]) +
    `\nEER of ${after.name} less that of ${before.name}: 95 % of draws of people in ${interval(differences)} points; lower in ${percent(better)} % of draws\n`
  );
}
