import { sampleId } from '@shared/domain/ids';
import type { PrivacyPair, PrivacyReport } from '@shared/domain/privacy';
import { pairKey } from '@shared/domain/reviews/reviewFold';
import type { Copy } from '../../../engine/scoring/privacy/copies';
import type { NearestOfSets } from '../../../engine/scoring/privacy/nearestReal';
import type { Searchable } from '../../../engine/scoring/relations/peopleOf';
import { type ConsentsInForce, readConsents } from '../../../storage/consentsInForce';
import { CurationFollower } from '../../../storage/curationFollower';
import type { PairVerdicts } from '../../../storage/privacy/pairVerdicts';
import { textAt } from '../../../storage/samples/sampleColumns';
import type { OwnSide, RealSide } from './readSides';

type RealPicture = PrivacyPair['other'];

/** Copies that are named; the rest is counted. */
const NAMED_COPIES = 50;

const idAt = ({ identity, sample }: Searchable, row: number): RealPicture['sampleId'] =>
  sampleId(identity[row] ?? 0, sample[row] ?? 0);

const pictureAt = ({ setId, people }: RealSide, row: number): RealPicture => ({ setId, sampleId: idAt(people, row) });

/** The most alike pairs, excluded samples too, with what was decided about each. @throws Failure io */
export async function listPairs(
  libraryPath: string,
  own: OwnSide,
  reals: readonly RealSide[],
  nearest: NearestOfSets,
  verdicts: PairVerdicts,
  topK: number,
): Promise<PrivacyPair[]> {
  const curation = await new CurationFollower(libraryPath, own.info.id).follow(new Set());
  const alarms = new Map(verdicts.lines.map((line) => [pairKey(line.sample, line.other), line]));
  const consents: ConsentsInForce[] = [];
  for (const { setId } of reals) consents.push(await readConsents(libraryPath, setId));
  const rows = [...nearest.at.keys()]
    .filter((row) => (nearest.at[row] ?? -1) >= 0)
    .sort((a, b) => (nearest.value[b] ?? 0) - (nearest.value[a] ?? 0) || a - b)
    .slice(0, topK);
  return rows.flatMap((row) => {
    const set = nearest.set[row] ?? -1;
    const real = reals[set];
    const at = nearest.at[row] ?? -1;
    if (real === undefined) return [];
    const sample = idAt(own.people, row);
    const other = pictureAt(real, at);
    const standing = curation.standingOf(sample);
    const alarm = alarms.get(pairKey(sample, other));
    return [
      {
        sample,
        other,
        cosine: nearest.value[row] ?? Number.NaN,
        decision: standing?.decision ?? 'undecided',
        reason: standing?.reason ?? null,
        decidedBy: standing === null || standing.decision === 'undecided' ? null : standing.who,
        falseAlarm: alarm === undefined ? null : { who: alarm.who, at: alarm.at },
        mayShow: consents[set]?.allows(nameAt(real, at), 'display') ?? false,
      },
    ];
  });
}

function nameAt({ people, samples: { columns } }: RealSide, row: number): string {
  const { names, codes } = columns.identityName;
  return names[codes[people.tableRow[row] ?? -1] ?? -1] ?? '';
}

/** Kept samples that are a real picture again: to the byte by their stored hashes, or nearly. */
export function listCopies(
  own: OwnSide,
  reals: readonly RealSide[],
  near: readonly Copy[],
): NonNullable<PrivacyReport['duplicates']> {
  const byHash = new Map<string, RealPicture>();
  for (const { setId, samples } of reals)
    for (const row of samples.rows) {
      const { identityIndex, sampleIndex } = samples.columns.integers;
      const id = sampleId(identityIndex[row] ?? 0, sampleIndex[row] ?? 0);
      byHash.set(textAt(samples.columns.text.sha256, row), { setId, sampleId: id });
    }
  const exact: { sample: RealPicture['sampleId']; other: RealPicture; kind: 'exact' }[] = [];
  const isExact = new Set<number>();
  own.people.tableRow.forEach((tableRow, row) => {
    const other = byHash.get(textAt(own.samples.columns.text.sha256, tableRow));
    if (own.isKept[row] !== 1 || other === undefined) return;
    isExact.add(row);
    exact.push({ sample: idAt(own.people, row), other, kind: 'exact' });
  });
  const close = near
    .filter(({ row }) => own.isKept[row] === 1 && !isExact.has(row))
    .flatMap(({ row, set, at }) => {
      const real = reals[set];
      if (real === undefined) return [];
      return [{ sample: idAt(own.people, row), other: pictureAt(real, at), kind: 'near' as const }];
    });
  return {
    realPictures: reals.reduce((sum, { samples }) => sum + samples.rows.length, 0),
    exact: exact.length,
    near: close.length,
    pairs: [...exact, ...close].slice(0, NAMED_COPIES),
  };
}
