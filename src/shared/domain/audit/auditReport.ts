import { z } from 'zod';
import { ExportFormat } from '../exportFormat';
import { JobId } from '../ids';

/** The audit for people, in the folder of its run. */
export const AUDIT_PAGE = 'audit.html';

/** What an audit looks at, in the order in which a reader wants it; each gives one line with a verdict. */
export const AUDIT_TOPICS = [
  'signature',
  'papers',
  'files',
  'counts',
  'labels',
  'marks',
  'consent',
  'withdrawal',
  'history',
  'pairs',
  'proof',
  'leakage',
] as const;
export const AuditTopic = z.enum(AUDIT_TOPICS);
export type AuditTopic = z.infer<typeof AuditTopic>;

/**
 * `failed`: something contradicts what the export says of itself. `caution`: nothing is wrong by itself, a person should read it.
 * `not-checked`: could not be looked at here, and why.
 */
export const AuditVerdict = z.enum(['passed', 'caution', 'failed', 'not-checked']);
export type AuditVerdict = z.infer<typeof AuditVerdict>;

/** Findings that a line names; the rest is counted. */
export const MAX_AUDIT_FINDINGS = 50;

export const AuditFinding = z.strictObject({
  /** File, line or entry of the export. */
  place: z.string().max(1000),
  what: z.string().max(1000),
});
export type AuditFinding = z.infer<typeof AuditFinding>;

export const AuditTopicResult = z.strictObject({
  topic: AuditTopic,
  verdict: AuditVerdict,
  /** One sentence that says what was looked at, with counts. */
  summary: z.string().max(1000),
  findings: z.array(AuditFinding).max(MAX_AUDIT_FINDINGS),
  /** All of them, also those beyond the named ones. */
  findingCount: z.int().min(0),
});
export type AuditTopicResult = z.infer<typeof AuditTopicResult>;

/** report.json of `outis audit`. */
export const AuditReport = z.strictObject({
  kind: z.literal('audit'),
  runId: JobId,
  createdAt: z.iso.datetime(),
  /** Program that audited. */
  program: z.string(),
  exportDir: z.string(),
  dataset: z.strictObject({
    name: z.string(),
    kind: z.enum(['syn', 'real', 'mix']),
    format: ExportFormat,
    createdAt: z.string(),
    program: z.string(),
    manifestSha256: z.string().length(64),
  }),
  /** One for each topic, in their order. */
  results: z.array(AuditTopicResult).length(AUDIT_TOPICS.length),
  verdict: z.enum(['passed', 'caution', 'failed']),
});
export type AuditReport = z.infer<typeof AuditReport>;

/** The whole from its parts: one failure fails it; what was not checked asks for caution. */
export function auditVerdict(results: readonly Pick<AuditTopicResult, 'verdict'>[]): AuditReport['verdict'] {
  if (results.some(({ verdict }) => verdict === 'failed')) return 'failed';
  return results.some(({ verdict }) => verdict !== 'passed') ? 'caution' : 'passed';
}
