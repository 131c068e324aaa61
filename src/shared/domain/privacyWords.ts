import { percentText, amountText, countText } from './papers/numbers';
import type { PrivacyPair, PrivacyReport, Quantiles } from './privacy';

/** The same sentences in the window and on the written page. */
export const number3 = (value: number): string => value.toFixed(3);

export const quantilesText = ({ median, p95, p99, max }: Quantiles): string =>
  `median ${number3(median)}, p95 ${number3(p95)}, p99 ${number3(p99)}, most ${number3(max)}`;

type NearestReal = NonNullable<PrivacyReport['nearestReal']>;

/** What stands below the histogram of nearest real pictures. */
export function nearestRealFacts(found: NearestReal, report: PrivacyReport): [name: string, value: string][] {
  const { impostor, strangers, thresholds } = found;
  return [
    ['Samples and their nearest real picture', quantilesText(found)],
    [
      'Real pictures and the nearest other person',
      strangers === null ? 'one real person only' : quantilesText(strangers),
    ],
    [
      'Pairs of real strangers',
      impostor === null
        ? 'none: one real person only'
        : `${countText(impostor.pairs)}${impostor.isDrawn ? ', drawn by chance' : ', all there are'}: ${quantilesText(impostor)}`,
    ],
    ...thresholds.map((one): [string, string] => [
      `Threshold at a false match rate of ${one.fmr}`,
      one.status === 'not-resolvable'
        ? `not resolvable: needs ${countText(one.pairsNeeded)} pairs of real strangers, there are ${countText(impostor?.pairs ?? 0)}`
        : `${number3(one.threshold)} (${countText(one.impostorsAbove)} of ${countText(impostor?.pairs ?? 0)} pairs above); ${amountText(one.samplesAbove, 'sample', 'samples')} above, ${percentText(one.samplesAbove / found.samples, 2)}`,
    ]),
    [
      `At or above the judge’s threshold ${report.judge.samePersonFrom}`,
      `${amountText(found.aboveJudge, 'sample', 'samples')}, ${percentText(found.aboveJudge / found.samples, 2)}`,
    ],
  ];
}

/** What was decided about a pair when the report was made. */
export function pairDecision({ decision, reason, decidedBy, falseAlarm }: PrivacyPair): string {
  const parts = [
    ...(falseAlarm === null ? [] : [`false alarm · ${falseAlarm.who}`]),
    ...(decision === 'undecided'
      ? []
      : [
          `${decision === 'keep' ? 'kept' : 'excluded'}${reason === null ? '' : ` (${reason.replaceAll('-', ' ')})`} · ${decidedBy ?? 'unknown'}`,
        ]),
  ];
  return parts.length === 0 ? 'not judged' : parts.join('; ');
}

/** How the real sets are told of: gallery sizes. */
export const galleryText = ({ against }: Pick<PrivacyReport, 'against'>): string =>
  against.length === 0
    ? 'no real set'
    : against
        .map(
          ({ name, people, pictures }) =>
            `${name} (${countText(people)} people, ${amountText(pictures, 'picture', 'pictures')})`,
        )
        .join(', ');

/** Synthetic people among themselves. */
export function collisionFacts(found: NonNullable<PrivacyReport['collisions']>): [name: string, value: string][] {
  return [
    ['Samples and the nearest of another identity', quantilesText(found)],
    [
      `At or above the judge’s threshold ${number3(found.threshold)}`,
      `${countText(found.samplesAbove)} of ${amountText(found.samples, 'sample', 'samples')}, in ${amountText(found.identityPairs, 'pair', 'pairs')} of identities by their most alike pictures`,
    ],
    [
      'Identities told apart',
      `${countText(found.uniqueIdentities)} of ${countText(found.identities)}: each stays below the threshold to all before it`,
    ],
  ];
}

/** How well the judge tells the synthetic people apart. */
export function separabilityFacts(found: NonNullable<PrivacyReport['separability']>): [name: string, value: string][] {
  const { eer, auc, genuineCount, impostorCount, isDrawn, people } = found;
  return [
    ['EER', percentText(eer.value, 2)],
    ['AUC', auc === undefined ? 'not computed' : auc.toFixed(4)],
    [
      'Pairs',
      `${countText(genuineCount)} mated, ${countText(impostorCount)} non-mated, of ${countText(people)} identities${isDrawn ? ', drawn by chance' : ', all there are'}`,
    ],
  ];
}
