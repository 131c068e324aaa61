import type { CardReport } from '@shared/domain/card';

/** What a reader must know before comparing, in words. */
export function cautionsOf(report: CardReport): string[] {
  const { separability, counts, nearestReal, judge } = report;
  const cautions = [
    `The threshold ${judge.samePersonFrom} belongs to this judge: ${judge.thresholdFrom}`,
    'Diversity by improved recall and FID need a network that the program does not carry; they are not given.',
  ];
  if (separability === null)
    cautions.push('There are no pairs of both kinds, so nothing says how well people are told apart.');
  else if (separability.people < 30)
    cautions.push(`Only ${separability.people} people: the intervals are wide, and rare mistakes do not show.`);
  if (separability?.isDrawn === true)
    cautions.push(
      `Pairs were drawn by chance: ${separability.genuineCount} genuine and ${separability.impostorCount} impostor pairs.`,
    );
  if (counts.mixed > 0)
    cautions.push(`${counts.mixed} mixed samples (own weight below 0.9) are left out of all that concerns identity.`);
  if (nearestReal === null)
    cautions.push('No real set was searched when the set was scored: likeness to real people is not tested.');
  else
    cautions.push(`A larger real set lifts every maximum: ${nearestReal.sets.join(', ')} were searched, nothing else.`);
  return cautions;
}
