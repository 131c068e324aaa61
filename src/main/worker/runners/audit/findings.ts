import {
  MAX_AUDIT_FINDINGS,
  type AuditFinding,
  type AuditTopic,
  type AuditTopicResult,
  type AuditVerdict,
} from '@shared/domain/audit/auditReport';

/** Collects what one line of an audit has found; the first ones by name, all by number. */
export class Findings {
  private readonly named: AuditFinding[] = [];
  private count = 0;

  constructor(private readonly topic: AuditTopic) {}

  get isEmpty(): boolean {
    return this.count === 0;
  }

  get total(): number {
    return this.count;
  }

  add(place: string, what: string): void {
    this.count++;
    if (this.named.length < MAX_AUDIT_FINDINGS)
      this.named.push({ place: place.slice(0, 1000), what: what.slice(0, 1000) });
  }

  /** @param verdict of a line without findings; with findings it is `ifAny` */
  result(summary: string, verdict: AuditVerdict = 'passed', ifAny: AuditVerdict = 'failed'): AuditTopicResult {
    return {
      topic: this.topic,
      verdict: this.isEmpty ? verdict : ifAny,
      summary: summary.slice(0, 1000),
      findings: [...this.named],
      findingCount: this.count,
    };
  }
}
