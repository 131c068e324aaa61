import { isFileFormat } from '@shared/domain/exportFormat';
import type { DiffGroup, DiffPart, DiffReason } from '@shared/domain/exportDiff';
import type { DiffLine, DiffPartInfo, OpenedSide } from './diffSides';
import type { Decided, SetKnowledge, WhichSide } from './setKnowledge';

/** Cause of one change; samples with the same one form a group. */
export interface Cause extends Pick<DiffGroup, 'change' | 'parts' | 'why' | 'words' | 'who'> {
  /** When it was decided; null where nobody did. */
  readonly at: string | null;
  /** Who took the consent back is not named again. */
  readonly isNameless: boolean;
}

/** Everything that can explain a change of one identity. */
export interface Case {
  readonly sides: Readonly<Record<WhichSide, OpenedSide>>;
  readonly parts: Readonly<Record<WhichSide, DiffPartInfo | undefined>>;
  readonly known: SetKnowledge | null;
  /** Samples of the identity on each side. */
  readonly counts: Readonly<Record<WhichSide, number>>;
}

const cause = (
  change: DiffGroup['change'],
  why: DiffReason,
  words: string,
  more: Partial<Pick<Cause, 'who' | 'at' | 'parts' | 'isNameless'>> = {},
): Cause => ({ change, why, words, parts: [], who: null, at: null, isNameless: false, ...more });

const by = (decided: Decided): Pick<Cause, 'who' | 'at'> => ({ who: decided.who, at: decided.at });

function exclusionWords({ reason, note }: Decided): string {
  const said = [reason, note].filter((text) => text !== null && text !== '').join(', ');
  return said === '' ? 'excluded, no reason given' : `excluded: ${said}`;
}

/** Why a sample of A is not in B. */
export function whyRemoved(line: DiffLine, { parts, known, counts, sides }: Case): Cause {
  const erasedAt = known?.erasedAt(line.key) ?? null;
  if (erasedAt !== null)
    return cause('removed', 'withdrawn', 'erased after a withdrawal', { at: erasedAt, isNameless: true });
  if (parts.b === undefined)
    return cause('removed', 'other-set', `its set, “${parts.a?.setName ?? line.setId}”, is no part of ${sides.b.name}`);
  const decided = known?.decided('b', line.sampleId) ?? null;
  if (decided?.decision === 'exclude') return cause('removed', 'excluded', exclusionWords(decided), by(decided));
  const consents = known?.consents ?? null;
  if (consents !== null && !consents.allows(line.identity, 'export')) {
    const isWithdrawn = consents.recordOf(line.identity)?.status === 'withdrawn';
    const words = isWithdrawn ? 'consent withdrawn' : 'no valid consent for export any more';
    return cause('removed', 'no-consent', words, { isNameless: isWithdrawn });
  }
  const list = known?.list('b') ?? null;
  if (list !== null && !list.has(line.key))
    return cause('removed', 'not-in-list', `not in the list “${parts.b.list?.name ?? ''}”`);
  if (counts.b === 0)
    return cause(
      'removed',
      'identity-left-out',
      'its identity does not go out: fewer are asked for, or it has too few usable samples',
    );
  return cause('removed', 'other-draw', 'others of the identity were drawn');
}

/** Why a sample of B is not in A. */
export function whyAdded(line: DiffLine, { parts, known, counts, sides }: Case): Cause {
  if (parts.a === undefined)
    return cause('added', 'other-set', `its set, “${parts.b?.setName ?? line.setId}”, is no part of ${sides.a.name}`);
  const before = known?.decided('a', line.sampleId) ?? null;
  if (before?.decision === 'exclude') {
    const after = known?.decided('b', line.sampleId) ?? null;
    const isNewer = after !== null && after.revision > before.revision;
    return cause(
      'added',
      'taken-back',
      `its exclusion (${exclusionWords(before)}) was taken back`,
      isNewer ? by(after) : {},
    );
  }
  const list = known?.list('a') ?? null;
  if (list !== null && !list.has(line.key))
    return cause('added', 'not-in-list', `was not in the list “${parts.a.list?.name ?? ''}”`);
  const madeOn = sides.a.createdAt?.slice(0, 10);
  const consentFrom = known?.consents?.recordOf(line.identity)?.date;
  if (madeOn !== undefined && consentFrom !== undefined && consentFrom > madeOn)
    return cause('added', 'consent-given', 'consent was given since', { at: consentFrom });
  if (counts.a === 0)
    return cause(
      'added',
      'identity-left-out',
      'its identity did not go out: fewer were asked for, or it had too few usable samples',
    );
  // A took all there was of the identity, and this one was not among it.
  if (line.origin === 'real' && parts.a.samples !== null && counts.a < parts.a.samples)
    return cause('added', 'new-sample', 'was not in the set yet');
  return cause('added', 'other-draw', 'drawn in place of others of the identity');
}

/** What differs of a sample that both sides have, and why; null when nothing does. */
export function whyChanged(a: DiffLine, b: DiffLine, { known, sides }: Case): Cause | null {
  const parts: DiffPart[] = [];
  if (a.plainSha256 !== b.plainSha256) parts.push('bytes');
  if (a.out !== null && b.out !== null) {
    if (parts.length === 0 && a.out.sha256 !== b.out.sha256) parts.push('mark');
    if (a.out.label !== b.out.label) parts.push('label');
    // In another format everything lies elsewhere, and settings say that once; in a pack a place is no name.
    const format = sides.a.dataset?.format;
    const hasNames = format !== undefined && format === sides.b.dataset?.format && isFileFormat(format);
    if (hasNames && a.out.path !== b.out.path) parts.push('name');
  }
  const [before, after] = [known?.decided('a', a.sampleId) ?? null, known?.decided('b', b.sampleId) ?? null];
  if ((before?.decision ?? 'undecided') !== (after?.decision ?? 'undecided')) parts.push('decision');
  if (parts.length === 0) return null;
  if (parts.includes('bytes')) return cause('changed', 'unknown', 'the stored image is another one', { parts });
  if (parts.includes('mark'))
    return cause('changed', 'mark-changed', 'the mark of its origin is another one', { parts });
  if (parts.includes('label') || parts.includes('name'))
    return cause('changed', 'order-of-classes', 'its class or position moved, as others came or went', { parts });
  return cause(
    'changed',
    'decided',
    `${before?.decision ?? 'undecided'} before, ${after?.decision ?? 'undecided'} now`,
    {
      parts,
      ...(after === null ? {} : by(after)),
    },
  );
}
