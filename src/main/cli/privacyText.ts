import type { PrivacyReport } from '@shared/domain/privacy';
import { countText } from './texts';

/** A privacy report for people, in a few lines; the pages have the rest. */
export function privacyLines(report: PrivacyReport): readonly string[] {
  const { nearestReal, duplicates, collisions, against, counts, notTested } = report;
  return [
    `  ${countText(counts.samples)} samples of ${countText(counts.identities)} identities at revision ${report.curationRevision}; ${countText(counts.excluded)} excluded, ${countText(counts.notJudged)} not judged`,
    ...(nearestReal === null ? ['  nearest real people: not tested'] : nearestLines(nearestReal, against)),
    ...(duplicates === null
      ? []
      : [
          `  of ${countText(duplicates.realPictures)} real pictures: ${countText(duplicates.exact)} again to the byte, ${countText(duplicates.near)} near doubles`,
        ]),
    ...(collisions === null
      ? []
      : [
          `  among themselves: ${countText(collisions.uniqueIdentities)} of ${countText(collisions.identities)} identities told apart, ${countText(collisions.identityPairs)} pairs of identities from ${collisions.threshold.toFixed(3)}`,
        ]),
    ...notTested.map((text) => `  not tested: ${text}`),
    ...report.cautions.map((text) => `  caution: ${text}`),
  ];
}

function nearestLines(
  found: NonNullable<PrivacyReport['nearestReal']>,
  against: PrivacyReport['against'],
): readonly string[] {
  const { impostor } = found;
  const number = (value: number): string => value.toFixed(3);
  return [
    `  nearest real picture (${against.map(({ name }) => name).join(', ')}): median ${number(found.median)}, p95 ${number(found.p95)}, p99 ${number(found.p99)}, most ${number(found.max)}`,
    ...(impostor === null
      ? []
      : [
          `  ${countText(impostor.pairs)} pairs of real strangers: median ${number(impostor.median)}, most ${number(impostor.max)}`,
        ]),
    ...found.thresholds.map((one) =>
      one.status === 'resolved'
        ? `  above ${number(one.threshold)} (false match rate ${one.fmr}): ${countText(one.samplesAbove)} of ${countText(found.samples)} samples`
        : `  false match rate ${one.fmr}: not resolvable, needs ${countText(one.pairsNeeded)} pairs of real strangers, there are ${countText(impostor?.pairs ?? 0)}`,
    ),
  ];
}
