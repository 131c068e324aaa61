import type { Contract } from './index';

/**
 * The names of the contract without its schemas, so that the sandboxed preload bundle carries no zod.
 * A missing or a surplus name is a compile error.
 */
const all = {
  'app.info': true,
  'app.doctor': true,
  'app.setTheme': true,
  'dialog.pickFolder': true,
  'dialog.pickFile': true,
  'shell.reveal': true,
  'library.current': true,
  'library.open': true,
  'library.recent': true,
  'keys.state': true,
  'keys.new': true,
  'set.list': true,
  'set.faults': true,
  'set.get': true,
  'set.rename': true,
  'sample.factors': true,
  'set.remove': true,
  'consent.list': true,
  'consent.standing': true,
  'consent.history': true,
  'consent.uses': true,
  'consent.preview': true,
  'consent.import': true,
  'consent.edit': true,
  'consent.saveNotice': true,
  'consent.notice': true,
  'consent.takeEvidence': true,
  'consent.export': true,
  'import.issues': true,
  'import.place': true,
  'map.list': true,
  'score.status': true,
  'judge.list': true,
  'curation.state': true,
  'curation.decide': true,
  'curation.undo': true,
  'curation.redo': true,
  'curation.tag': true,
  'curation.falseAlarm': true,
  'curation.settings': true,
  'curation.saveSettings': true,
  'reviews.get': true,
  'reviews.names': true,
  'reviews.assign': true,
  'reviews.unassign': true,
  'reviews.slice': true,
  'reviews.opine': true,
  'reviews.standing': true,
  'reviews.pairs': true,
  'reviews.judgePair': true,
  'reviews.signOff': true,
  'reviews.signOffState': true,
  'reviews.planBlind': true,
  'reviews.saveBlind': true,
  'reviews.exportBlind': true,
  'export.plan': true,
  'export.list': true,
  'export.keepList': true,
  'export.diff': true,
  'generate.estimate': true,
  'job.start': true,
  'job.list': true,
  'job.cancel': true,
  'job.resume': true,
  'job.dismiss': true,
  'job.snapshot': true,
  'withdrawal.preview': true,
  'withdrawal.marks': true,
  'withdrawal.reissue': true,
  'run.list': true,
  'run.report': true,
  'run.metrics': true,
  'run.certificate': true,
  'run.saveCertificate': true,
  'generator.fingerprint': true,
} as const satisfies Record<keyof Contract, true>;

export type ProcedureName = keyof Contract;

// Object.keys widens to string[]; the record above has exactly these keys.
export const PROCEDURE_NAMES = Object.keys(all) as readonly ProcedureName[];

/** IPC channel of a procedure; the renderer never sees it. */
export const channelOf = (name: ProcedureName): string => `outis:${name}`;
export const JOB_EVENT_CHANNEL = 'outis:job-event';
export const CURATION_EVENT_CHANNEL = 'outis:curation-event';
