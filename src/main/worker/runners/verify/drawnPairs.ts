import { foldPairs } from '@shared/domain/foldPairs';
import type { SampleRow } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import type { VerificationPair } from '../../../engine/evaluation/verificationPair';

const MAX_FOLDS = 10;
const MIN_FOLDS = 2;

export interface DrawnPairs {
  /** Samples that at least one pair names; positions are the rows of the embedding matrix. */
  readonly rows: readonly SampleRow[];
  readonly pairs: readonly VerificationPair[];
}

export interface DrawRequest {
  readonly pairsPerFold: number;
  readonly seed: number;
}

/**
 * Genuine and impostor pairs among a set's samples, in identity-disjoint folds: ten, or fewer where there are under twenty identities.
 * @throws Failure invalid-input when two folds cannot be filled
 */
export function drawPairs(candidates: readonly SampleRow[], { pairsPerFold, seed }: DrawRequest): DrawnPairs {
  const groups = new Map<number, SampleRow[]>();
  for (const row of candidates) {
    if (row.weight < 1) continue; // A mixture shows two identities: neither genuine nor impostor.
    const group = groups.get(row.identityIndex);
    if (group === undefined) groups.set(row.identityIndex, [row]);
    else group.push(row);
  }
  const identities = [...groups.values()];
  const folds = Math.min(MAX_FOLDS, Math.floor(identities.length / 2));
  const drawn =
    folds < MIN_FOLDS
      ? null
      : foldPairs(
          identities.map((samples) => ({ group: 'all', sampleCount: samples.length })),
          { folds, perFold: pairsPerFold, seed },
        );
  if (drawn === null) {
    throw new Failure({
      code: 'invalid-input',
      message: `Verification needs at least ${MIN_FOLDS * 2} identities with two samples each; there are ${identities.length}.`,
      remedy: 'Hold out more identities, or verify on a larger set.',
    });
  }
  const rows: SampleRow[] = [];
  const positions = new Map<SampleRow, number>();
  const positionOf = (row: SampleRow): number => {
    const known = positions.get(row);
    if (known !== undefined) return known;
    positions.set(row, rows.push(row) - 1);
    return rows.length - 1;
  };
  const pairs = drawn.flatMap(({ genuine, impostor }, fold) =>
    [...genuine.map((pair) => ({ pair, same: true })), ...impostor.map((pair) => ({ pair, same: false }))].flatMap(
      ({ pair: { a, b }, same }): VerificationPair[] => {
        const rowA = identities[a.identity]?.[a.sample];
        const rowB = identities[b.identity]?.[b.sample];
        if (rowA === undefined || rowB === undefined)
          throw new RangeError('a drawn pair names a sample that is not there');
        return [
          { a: positionOf(rowA), b: positionOf(rowB), genuine: same, fold, personA: a.identity, personB: b.identity },
        ];
      },
    ),
  );
  return { rows, pairs };
}
