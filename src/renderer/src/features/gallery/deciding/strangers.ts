import type { PairVerdictView } from '@shared/contract/reviewViews';
import type { ScoreInfo } from '@shared/domain/scores';
import { SUGGEST_REASONS, reasonsOf } from '@shared/domain/suggestions';
import type { SuggestReason } from '@shared/domain/suggestions';
import type { SampleTable } from '../../../client/samples/sampleTable';

/**
 * Rows whose most alike real picture was held beside them, and both were called strangers (Compare, `reviews.jsonl`). A verdict about
 * any other pair says nothing about the suggestion.
 * @param against to which sets the relations of the table point
 */
export async function strangersOf(
  table: Pick<SampleTable, 'rowOf' | 'detail'>,
  against: ScoreInfo['against'],
  verdicts: readonly PairVerdictView[],
): Promise<ReadonlySet<number>> {
  const rows = new Set<number>();
  for (const { sample, other } of verdicts) {
    const row = table.rowOf(sample);
    if (row < 0) continue;
    const nearest = (await table.detail(row)).neighbours.get('nearestReal');
    if (nearest?.id === other.sampleId && against[nearest.set]?.setId === other.setId) rows.add(row);
  }
  return rows;
}

/** What still speaks against a sample. `bits`: of SUGGEST_REASONS, −1 where none were stored. */
export const reasonsLeft = (bits: number, isStranger: boolean): readonly SuggestReason[] =>
  reasonsOf(bits).filter(({ key }) => !(isStranger && key === 'realPicture'));

const REAL_BIT = 1 << SUGGEST_REASONS.findIndex(({ key }) => key === 'realPicture');

/** Whether likeness to a real person was all that a sample was suggested for, and somebody has looked and called it wrong. */
export const isAnswered = (bits: number, isStranger: boolean): boolean => isStranger && bits === REAL_BIT;
