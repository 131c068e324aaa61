import type { AuditReport } from '@shared/domain/audit/auditReport';
import { AUDIT_VERDICT_WORD, TOPIC_QUESTION } from '@shared/domain/audit/auditWords';
import { countText } from './texts';

/** Findings of one line that the terminal names; the report has more. */
const SHOWN = 8;
const VERDICT_WIDTH = Math.max(...Object.values(AUDIT_VERDICT_WORD).map(({ length }) => length));

/** A line for each question, with what contradicts the export below it. */
export const auditLines = ({ results }: AuditReport): string[] =>
  results.flatMap(({ topic, verdict, summary, findings, findingCount }) => [
    `  ${AUDIT_VERDICT_WORD[verdict].padEnd(VERDICT_WIDTH)}  ${TOPIC_QUESTION[topic]} ${summary}`,
    ...findings.slice(0, SHOWN).map(({ place, what }) => `      ${place}: ${what}`),
    ...(findingCount > SHOWN ? [`      and ${countText(findingCount - SHOWN)} more`] : []),
  ]);
