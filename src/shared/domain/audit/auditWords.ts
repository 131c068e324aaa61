import type { AuditReport, AuditTopic, AuditVerdict } from './auditReport';

/** What each line answers, for somebody who does not know the program. */
export const TOPIC_QUESTION: Readonly<Record<AuditTopic, string>> = {
  signature: 'Is the signature whole, and whose is it?',
  papers: 'Are the papers and lists those that were signed?',
  files: 'Is every image there, unchanged, and nothing else?',
  counts: 'Do the numbers it gives of itself hold?',
  labels: 'Does every image carry the class that its loader will read?',
  marks: 'Does every image say what it is?',
  consent: 'Does every real person consent today?',
  withdrawal: 'Has nobody in it withdrawn since?',
  history: 'Is the history that came with it unbroken?',
  pairs: 'Do the verification pairs fit the images?',
  proof: 'Do the synthetic images come again, byte for byte?',
  leakage: 'Was it held against real people?',
};

export const AUDIT_VERDICT_WORD: Readonly<Record<AuditVerdict, string>> = {
  passed: 'passed',
  caution: 'read this',
  failed: 'failed',
  'not-checked': 'not checked',
};

/** The whole in one sentence. */
export function auditSummary({ dataset, results, verdict }: AuditReport): string {
  const of = (wanted: AuditVerdict): number => results.filter((result) => result.verdict === wanted).length;
  const looked = `${of('passed')} of ${results.length} checks passed`;
  switch (verdict) {
    case 'passed':
      return `${dataset.name} is what it says it is: ${looked}`;
    case 'caution':
      return `${dataset.name}: nothing contradicts it, ${looked}, ${of('caution') + of('not-checked')} to read`;
    case 'failed':
      return `${dataset.name} is not what it says it is: ${of('failed')} checks failed`;
  }
}

/** What an audit cannot tell, however it ends. */
export const AUDIT_LIMITS: readonly string[] = [
  'A signature shows that the holder of the key signed these bytes, not who that holder is: compare the key’s id with one that you got another way.',
  'Consent is read from the register of the library that is open here; a register that its keeper filled in wrongly cannot be seen through.',
  'A check of some samples says something about all of them only with the certainty that its certificate states.',
  'Likeness to people whose pictures were not at hand was not tested.',
];
