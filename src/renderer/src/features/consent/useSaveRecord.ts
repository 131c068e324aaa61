import type { ConsentEdit } from '@shared/domain/consents/edit';
import type { SetId } from '@shared/domain/ids';
import { useOutis } from '../../client/outisContext';
import { useAction, type Action } from '../../client/useAction';
import { draftFault, editOf, type RecordDraft } from './recordDraft';
import { Failure } from '@shared/lib/failure';

/** Everything that a changed consent is part of. */
export const CONSENT_ANSWERS = [
  'consent.list',
  'consent.standing',
  'consent.history',
  'consent.uses',
  'consent.whyHidden',
  'set.list',
  'set.get',
  'export.plan',
  'score.status',
] as const;

/** Keeps a pasted notice, then writes what the draft changes of each subject's record. */
export function useSaveRecord(
  setId: SetId,
  onSaved: () => void,
): Action<[subjects: readonly string[], begun: RecordDraft, draft: RecordDraft]> {
  const { client, queries } = useOutis();
  return useAction(async (subjects, begun, draft) => {
    const fault = draftFault(draft);
    if (fault !== null) throw new Failure({ code: 'invalid-input', message: fault });
    const text = draft.noticeText.trim();
    const pasted = text === '' ? null : await client.call('consent.saveNotice', { text });
    const edit: ConsentEdit = editOf(begun, draft, pasted);
    await client.call('consent.edit', { setId, subjects: [...subjects], edit });
    queries.invalidate(...CONSENT_ANSWERS);
    onSaved();
  });
}
