import type { AuditReport, AuditTopicResult } from '@shared/domain/audit/auditReport';
import { AUDIT_LIMITS, AUDIT_VERDICT_WORD, auditSummary, TOPIC_QUESTION } from '@shared/domain/audit/auditWords';
import { escapeHtml, htmlPage } from '../../../platform/htmlPage';

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem;color:#1c2126}
header{border-left:6px solid #8a6100;padding:.2rem 1rem}header.passed{border-color:#2b7a4b}header.failed{border-color:#b3261e}
h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
table{border-collapse:collapse;width:100%}td{vertical-align:top;padding:.4rem .8rem .4rem 0;border-top:1px solid #dfe3e6;overflow-wrap:anywhere}
td.verdict{width:7.5rem;font-weight:600;white-space:nowrap}.passed td.verdict{color:#2b7a4b}.failed td.verdict{color:#b3261e}
.caution td.verdict,.not-checked td.verdict{color:#8a6100}ul{margin:.3rem 0 0;padding-left:1.1rem;color:#4a535b}small{color:#5c6670}
@media print{body{margin:0}tr{break-inside:avoid-page}}`;

/** The audit as a page that needs nothing else: no script, no other file, for screen and paper. */
export function auditPage(report: AuditReport): string {
  const { dataset, verdict } = report;
  const facts = `${dataset.name} (${dataset.format}), made ${dataset.createdAt} by ${dataset.program}; audited ${report.createdAt} by ${report.program}. SHA-256 of manifest.jsonl: ${dataset.manifestSha256}`;
  return htmlPage(
    `Audit of ${dataset.name}`,
    STYLE,
    `<header class="${verdict}"><h1>Audit of ${escapeHtml(dataset.name)}</h1><p>${escapeHtml(auditSummary(report))}.</p></header>
<p><small>${escapeHtml(facts)}</small></p>
<table>${report.results.map(row).join('\n')}</table>
<h2>What an audit cannot tell</h2><ul>${AUDIT_LIMITS.map((limit) => `<li>${escapeHtml(limit)}</li>`).join('')}</ul>`,
  );
}

function row({ topic, verdict, summary, findings, findingCount }: AuditTopicResult): string {
  const named = findings.map(({ place, what }) => `<li><b>${escapeHtml(place)}</b>: ${escapeHtml(what)}</li>`);
  if (findingCount > findings.length) named.push(`<li>and ${findingCount - findings.length} more</li>`);
  return `<tr class="${verdict}"><td class="verdict">${AUDIT_VERDICT_WORD[verdict]}</td><td>${escapeHtml(TOPIC_QUESTION[topic])}<br><small>${escapeHtml(summary)}</small>${
    named.length === 0 ? '' : `<ul>${named.join('')}</ul>`
  }</td></tr>`;
}
