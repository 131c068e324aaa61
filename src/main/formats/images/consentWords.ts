import { CONSENT_PURPOSES, type ConsentPurpose, type ConsentStatus } from '@shared/domain/consent';

/** In the order in which they are written. */
export const CONSENT_COLUMNS = [
  'subject',
  'status',
  'purposes',
  'date',
  'document',
  'expiresOn',
  'biometric',
  'channel',
  'noticeVersion',
  'noticeSha256',
  'evidenceFile',
  'evidenceSha256',
  'retainUntil',
] as const;
export type ConsentColumn = (typeof CONSENT_COLUMNS)[number];

/** Other names that people give the columns; compared in lower case without spaces, hyphens and underscores. */
const COLUMN_NAMES: Readonly<Record<ConsentColumn, readonly string[]>> = {
  subject: [
    'subject',
    'subjectid',
    'person',
    'personid',
    'identity',
    'participant',
    'participantid',
    'folder',
    'id',
    'name',
  ],
  status: ['status', 'consent', 'consentstatus', 'state'],
  purposes: ['purposes', 'purpose', 'uses', 'use', 'scope'],
  date: ['date', 'consentdate', 'signed', 'signedon', 'signeddate', 'since', 'from'],
  document: ['document', 'documentid', 'form', 'formid', 'file', 'reference', 'evidence'],
  expiresOn: ['expireson', 'expires', 'expiry', 'expirydate', 'validuntil', 'until', 'end'],
  biometric: ['biometric', 'biometrics', 'biometricconsent', 'biometrictick', 'specialcategory', 'art9'],
  channel: ['channel', 'medium', 'means', 'method', 'how', 'givenby'],
  noticeVersion: ['noticeversion', 'notice', 'noticeid', 'informationsheet'],
  noticeSha256: ['noticesha256', 'noticehash', 'noticetexthash'],
  evidenceFile: ['evidencefile', 'evidencefilename', 'scan', 'scanfile', 'formfile'],
  evidenceSha256: [
    'evidencesha256',
    'evidencehash',
    'scansha256',
    'scanhash',
    'formsha256',
    'formhash',
    'documentsha256',
    'documenthash',
  ],
  retainUntil: ['retainuntil', 'keepuntil', 'destroyby', 'deleteby', 'retention', 'retentiondate', 'retentionend'],
};

const STATUS_NAMES = new Map<string, ConsentStatus>([
  ...['given', 'granted', 'yes', 'signed', 'valid'].map((word) => [word, 'given'] as const),
  ...['withdrawn', 'revoked', 'withdrew'].map((word) => [word, 'withdrawn'] as const),
  ...['refused', 'no', 'denied', 'declined'].map((word) => [word, 'refused'] as const),
  ...['expired', 'lapsed', 'ended'].map((word) => [word, 'expired'] as const),
  ...['unknown', 'missing', 'pending', 'none'].map((word) => [word, 'unknown'] as const),
]);

const PURPOSE_NAMES = new Map<string, readonly ConsentPurpose[]>([
  ...['training', 'train'].map((word) => [word, ['training']] as const),
  ...['evaluation', 'evaluate', 'test', 'testing', 'verification'].map((word) => [word, ['evaluation']] as const),
  ...['export', 'sharing', 'share'].map((word) => [word, ['export']] as const),
  ...['display', 'show', 'showing'].map((word) => [word, ['display']] as const),
  ['all', CONSENT_PURPOSES],
]);

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '');

export function consentColumn(header: string): ConsentColumn | undefined {
  const name = plain(header);
  return CONSENT_COLUMNS.find((column) => COLUMN_NAMES[column].includes(name));
}

/** Header words of an exported file, in the order of `CONSENT_COLUMNS`; each is read back by `consentColumn`. */
export const WRITTEN_HEADERS: readonly string[] = CONSENT_COLUMNS.map((column) =>
  column === 'expiresOn' ? 'expires' : column.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
);

const TICKS = new Map<string, boolean>([
  ...['yes', 'true', '1', 'x', 'agreed', 'given'].map((word) => [word, true] as const),
  ...['no', 'false', '0', 'refused', 'denied'].map((word) => [word, false] as const),
]);

export const consentTick = (text: string): boolean | undefined => TICKS.get(plain(text));

export const consentStatus = (text: string): ConsentStatus | undefined => STATUS_NAMES.get(plain(text));

/** Splits at `|` (and at `,` or `;`, which a quoted cell can hold). The words that mean nothing come back apart. */
export function consentPurposes(text: string): { readonly purposes: ConsentPurpose[]; readonly unknown: string[] } {
  const named = new Set<ConsentPurpose>();
  const unknown: string[] = [];
  for (const word of text.split(/[|,;]/)) {
    if (word.trim() === '') continue;
    const meant = PURPOSE_NAMES.get(plain(word));
    if (meant === undefined) unknown.push(word.trim());
    else meant.forEach((purpose) => named.add(purpose));
  }
  return { purposes: CONSENT_PURPOSES.filter((purpose) => named.has(purpose)), unknown };
}
