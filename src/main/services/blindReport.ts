import type { BlindGroup } from '@shared/contract/reviewViews';
import type { BlindResult } from '@shared/domain/reviews/blindTest';
import { questionWords, resultWords, treatmentWords, verdictWords } from '@shared/domain/reviews/blindWords';
import { escapeHtml, htmlPage } from '../platform/htmlPage';

/** A blind test for other programs: figures and how they came about; no picture and no name of a person who is shown. */
export const blindReportJson = (group: BlindGroup): string =>
  `${JSON.stringify(
    {
      outis: 'blind-test',
      schema: 1,
      question: questionWords(group.target, group.other),
      target: group.target,
      other: group.other,
      pooled: group.pooled,
      perReviewer: group.perReviewer,
      tests: group.tests.map(({ id, who, at, treatment, result }) => ({ id, who, at, treatment, result })),
    },
    null,
    2,
  )}\n`;

/** The same for people: one page without script, picture or other file. */
export function blindReportPage(group: BlindGroup): string {
  const { target, other, tests, perReviewer, pooled } = group;
  const heading = `Blind test: ${other.name} beside ${target.name}`;
  const treatments = new Set(tests.map(({ treatment }) => JSON.stringify(treatment)));
  const done = tests.at(-1);
  return htmlPage(
    heading,
    STYLE,
    `<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(`${questionWords(target, other)} ${resultWords(pooled)}.`)}</p>
<p><strong>${escapeHtml(verdictWords(pooled))}</strong></p>
<h2>By reviewer</h2>
<table><tr>${['Reviewer', 'Tests', 'Pairs', 'Unsure', 'Recognised', '95 % interval', 'p under guessing'].map((cell) => `<th>${cell}</th>`).join('')}</tr>
${perReviewer.map(({ who, tests: count, result }) => row(who, count, result)).join('\n')}
${row('All', tests.length, pooled)}
</table>
<h2>How it was done</h2>
<ul>${(done === undefined ? [] : treatmentWords(done.treatment)).map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>
${treatments.size > 1 ? '<p>The tests were not all prepared alike; the list tells of the last one, the JSON file of each.</p>' : ''}
<p>Pairs of one reviewer are not independent of each other as those of different people are; the pooled interval takes them as if they were.</p>`,
  );
}

function row(who: string, tests: number, result: BlindResult): string {
  const { share, interval95, guessingP } = result;
  const cells = [
    who,
    String(tests),
    String(result.pairs),
    String(result.unsure),
    share === null ? 'none' : `${result.recognised} of ${result.answered} (${(share * 100).toFixed(1)} %)`,
    interval95 === null ? '' : `${(interval95[0] * 100).toFixed(1)}–${(interval95[1] * 100).toFixed(1)} %`,
    guessingP === null ? '' : guessingP.toPrecision(3),
  ];
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c2126}
h1{font-size:1.6rem}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #dde1e4;font-variant-numeric:tabular-nums}
th{font-weight:500;color:#5c6670}tr:last-child td{font-weight:600}@media print{body{margin:0}}`;
