import type { SubjectView } from '@shared/contract/consentViews';
import type { ConsentPurpose, ConsentRecord, ConsentStatus } from '@shared/domain/consent';
import type { ConsentEdit } from '@shared/domain/consents/edit';

/** A record while somebody edits it: texts as they are typed, empty where nothing is recorded. */
export interface RecordDraft {
  readonly status: ConsentStatus;
  readonly purposes: readonly ConsentPurpose[];
  readonly date: string;
  readonly expiresOn: string;
  readonly retainUntil: string;
  readonly biometric: 'yes' | 'no' | '';
  readonly channel: string;
  readonly document: string;
  readonly noticeVersion: string;
  /** Of the notice that is recorded; another text pasted below replaces it. */
  readonly noticeSha256: string;
  readonly noticeText: string;
  readonly evidence: NonNullable<ConsentRecord['evidence']> | null;
}

export const draftOf = (view: SubjectView): RecordDraft => ({
  status: view.status,
  purposes: view.purposes,
  date: view.date ?? '',
  expiresOn: view.expiresOn ?? '',
  retainUntil: view.retainUntil ?? '',
  biometric: view.biometric === null ? '' : view.biometric ? 'yes' : 'no',
  channel: view.channel ?? '',
  document: view.document ?? '',
  noticeVersion: view.notice?.version ?? '',
  noticeSha256: view.notice?.sha256 ?? '',
  noticeText: '',
  evidence: view.evidence,
});

/** Nothing filled in: what is left so stays as it is in each record. */
export const EMPTY_DRAFT: RecordDraft = {
  ...{ status: 'unknown', purposes: [], date: '', expiresOn: '', retainUntil: '', biometric: '', channel: '' },
  ...{ document: '', noticeVersion: '', noticeSha256: '', noticeText: '', evidence: null },
};

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What is wrong with a draft before it is sent, or null; the rest is judged where it is written. */
export function draftFault({ noticeVersion, noticeSha256, noticeText }: RecordDraft): string | null {
  const hasText = noticeText.trim() !== '' || noticeSha256 !== '';
  if (noticeVersion.trim() === '' && noticeText.trim() !== '') return 'Say which version of the notice this text is.';
  if (noticeVersion.trim() !== '' && !hasText) return 'Paste the text of this version of the notice.';
  return null;
}

/**
 * What a draft changes of the draft it began as.
 * @param pastedSha256 of `noticeText` once it is kept; null where nothing was pasted
 */
export function editOf(begun: RecordDraft, draft: RecordDraft, pastedSha256: string | null): ConsentEdit {
  const { status, biometric } = draft;
  const sha256 = pastedSha256 ?? draft.noticeSha256;
  const version = draft.noticeVersion.trim();
  const isNoticeChanged = version !== begun.noticeVersion || sha256 !== begun.noticeSha256;
  return {
    ...(status === begun.status || status === 'withdrawn' ? {} : { status }),
    ...(same(begun.purposes, draft.purposes) ? {} : { purposes: [...draft.purposes] }),
    ...(draft.date === begun.date || draft.date === '' ? {} : { date: draft.date }),
    ...(draft.expiresOn === begun.expiresOn ? {} : { expiresOn: orNull(draft.expiresOn) }),
    ...(draft.retainUntil === begun.retainUntil ? {} : { retainUntil: orNull(draft.retainUntil) }),
    ...(biometric === begun.biometric ? {} : { biometric: biometric === '' ? null : biometric === 'yes' }),
    ...(draft.channel.trim() === begun.channel ? {} : { channel: orNull(draft.channel) }),
    ...(draft.document.trim() === begun.document ? {} : { document: draft.document.trim() }),
    ...(isNoticeChanged ? { notice: version === '' ? null : { version, sha256 } } : {}),
    ...(draft.evidence?.sha256 === begun.evidence?.sha256 && draft.evidence?.file === begun.evidence?.file
      ? {}
      : { evidence: draft.evidence }),
  };
}
