import type { PrivacyReport } from '@shared/domain/privacy';
import type { SynSetInfo } from '@shared/domain/setInfo';
import { generatorTraining } from '@shared/domain/papers/dataCardOrigin';

/** What is known of the pictures that a generator learned from. */
export function generatorPart({ fingerprint }: SynSetInfo): PrivacyReport['generator'] {
  const isGraphics = fingerprint.generator === 'graphics';
  return {
    name: `${fingerprint.generator} ${fingerprint.version}`,
    fingerprint: fingerprint.sha256,
    trainingSet: isGraphics ? 'none' : 'not-tested',
    words: generatorTraining(fingerprint.generator),
  };
}

/** What this report does not say, in words. */
export function notTestedOf(
  report: Pick<PrivacyReport, 'against' | 'nearestReal' | 'generator' | 'counts' | 'exported'>,
  info: SynSetInfo,
): string[] {
  const { against, nearestReal, generator, counts, exported } = report;
  return [
    nearestReal === null
      ? 'Likeness to real people: no real set was searched.'
      : 'People who are in none of the real sets that were searched, which is nearly everybody.',
    'Whether a person, rather than this judge, would recognise somebody.',
    'Another judge: one recogniser was asked, and what it cannot see it does not find.',
    'Attributes that could be inferred of a person, and what could be learned by joining these images with other data.',
    ...(generator.trainingSet === 'not-tested'
      ? ['The pictures that the generator learned from, and membership in them.']
      : []),
    ...(info.twin === undefined
      ? []
      : ['Whether pose, expression and light, which were estimated from real pictures, could tell whose they were.']),
    ...(counts.mixed > 0 ? [`${counts.mixed} mixed samples were not held against other synthetic identities.`] : []),
    ...(counts.notJudged > 0 ? [`${counts.notJudged} samples that the judge could not see.`] : []),
    ...(exported === null ? [] : ['Samples of the set that are not in this export.']),
    ...against
      .filter(({ withoutConsent }) => withoutConsent > 0)
      .map(({ name, withoutConsent }) => `${withoutConsent} pictures of “${name}”: no consent to evaluation.`),
  ];
}

/** What a reader must know before drawing conclusions. */
export function cautionsOf({
  nearestReal,
  judge,
  against,
}: Pick<PrivacyReport, 'nearestReal' | 'judge' | 'against'>): string[] {
  const people = against.reduce((sum, one) => sum + one.people, 0);
  const cautions = [
    `Cosines belong to this judge (${judge.name}), and so does its threshold ${judge.samePersonFrom}: ${judge.thresholdFrom}`,
  ];
  if (nearestReal === null) return cautions;
  cautions.push(
    'The nearest of many real pictures is more alike than any one pair: a threshold found on pairs is passed by chance the more often, the larger the real set. The fair comparison is each real picture with the nearest of another person.',
  );
  if (people < 30) cautions.push(`Only ${people} real people were searched: rare likeness does not show.`);
  if (nearestReal.impostor?.isDrawn === true)
    cautions.push(`Pairs of real strangers were drawn by chance: ${nearestReal.impostor.pairs} of them.`);
  if (nearestReal.impostor !== null)
    cautions.push(
      'Pairs share people, so they are fewer in effect than in number: thresholds at low rates rest on few people.',
    );
  return cautions;
}
