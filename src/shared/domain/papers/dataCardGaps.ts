import type { PrivacyReport } from '../privacy';
import { declaredText } from '../declaredSynthetic';
import type { DataCardFacts } from './dataCardFacts';
import { amountText, countText, dayText } from './numbers';
import { type Block, type Fact, facts, heading, list, paragraph } from './paper';

/** (h) What is missing, and what was not looked at. */
export function gaps(card: DataCardFacts): Block[] {
  const { info, syn, real } = card;
  const declared = info.real?.declaredSynthetic;
  return [
    list([
      ...(info.kind === 'syn'
        ? ['There is no photograph in this export: it says nothing about how a recogniser does on real people.']
        : []),
      ...(syn === null
        ? []
        : [
            'One generator made all synthetic images; what it cannot draw is missing from all of them.',
            'No identity grows older: all images of one are of one age.',
          ]),
      ...(real === null
        ? []
        : declared !== undefined
          ? [`The other images are ${declaredText(declared)}. If somebody in them exists, that person was not asked.`]
          : [
              'The real subjects are those who were asked and agreed; they stand for no population.',
              `${amountText(real.consent.withoutConsent, 'sample', 'samples')} of the real set stayed out for want of consent.`,
            ]),
      'The program knows of no other review of the images than the one in section (c).',
    ]),
    ...(syn === null ? [] : [heading('Likeness to real people', 3), ...likenessBlocks(syn.privacy)]),
  ];
}

function likenessBlocks({ state, report }: NonNullable<DataCardFacts['syn']>['privacy']): Block[] {
  if (report === null || state.state === 'missing')
    return [paragraph('Not tested: there is no privacy report of the set.')];
  if (state.state === 'stale')
    return [
      paragraph(
        `Not tested as it goes out: the privacy report of ${dayText(state.createdAt)} no longer holds. ${state.reason}`,
      ),
    ];
  return [facts(leakageFacts(report)), list(report.notTested.map((text) => `Not tested: ${text}`))];
}

function leakageFacts(report: PrivacyReport): Fact[] {
  const { nearestReal, duplicates, against, judge } = report;
  const gallery = against
    .map(({ name, people, pictures }) => `${name} (${countText(people)} people, ${countText(pictures)} pictures)`)
    .join(', ');
  if (nearestReal === null) return [['Nearest real pictures', 'not tested: no real set was searched']];
  const number = (value: number): string => value.toFixed(3);
  return [
    ['Held against', gallery],
    ['Judge', `${judge.name}, weights ${judge.weightsSha256}`],
    [
      'Cosine to the nearest real picture',
      `median ${number(nearestReal.median)}, p99 ${number(nearestReal.p99)}, most ${number(nearestReal.max)}`,
    ],
    ...nearestReal.thresholds.map((one): Fact => [
      `False match rate ${one.fmr}`,
      one.status === 'resolved'
        ? `${amountText(one.samplesAbove, 'sample', 'samples')} above ${number(one.threshold)}`
        : `not resolvable with ${countText(nearestReal.impostor?.pairs ?? 0)} pairs of real strangers`,
    ]),
    ...(duplicates === null
      ? []
      : [
          [
            'Doubles of real pictures',
            `${countText(duplicates.exact)} to the byte, ${countText(duplicates.near)} near ones`,
          ] as Fact,
        ]),
    ['Report', `${report.runId}, ${report.createdAt}`],
  ];
}

/** Article 10(3), point by point. */
export function representativeness({ info, syn, real }: DataCardFacts): Block[] {
  const excluded = (info.syn?.excludedCount ?? 0) + (info.real?.excludedCount ?? 0);
  const undecided = (syn?.curation.undecided ?? 0) + (real?.curation.undecided ?? 0);
  return [
    facts([
      ['Relevance', 'aligned face crops for face recognition; other purposes were not thought of'],
      [
        'Representativeness',
        syn === null
          ? 'not examined'
          : 'of what was requested of the generator (section f); not of a population, and not examined for the real part',
      ],
      [
        'Errors',
        `${amountText(excluded, 'sample', 'samples')} of the sets excluded by reviewers; on ${amountText(undecided, 'sample', 'samples')} nobody has decided`,
      ],
      ['Completeness', `${countText(info.classCount)} classes, every file named and hashed in manifest.jsonl`],
    ]),
  ];
}

/** What a reader needs to hold the export against this card. */
export function checks({ info, signatureKeyId }: DataCardFacts): Block[] {
  return [
    facts([
      ['SHA-256 of manifest.jsonl', info.manifestSha256],
      ['Signature', signatureKeyId === null ? 'none: no key was at hand' : `Ed25519, key ${signatureKeyId}`],
      ['Mark of origin', info.isMarked ? 'in every image (XMP)' : 'none'],
      ['Program', info.program],
      ...(info.supersedes === undefined
        ? []
        : [['Replaces', `${info.supersedes.name}, manifest ${info.supersedes.manifestSha256}`] as Fact]),
    ]),
    ...(info.fingerprint === null
      ? []
      : [
          paragraph(
            'The command “outis prove” renders synthetic images again and compares them with the files, byte for byte.',
          ),
        ]),
  ];
}

/** After the papers of DigiFace-1M and FHIBE, in our own words. */
export function disclaimers({ info, syn, real }: DataCardFacts): Block[] {
  return [
    list([
      ...(syn === null
        ? []
        : [
            'The synthetic faces are meant to show nobody. With many faces some will resemble a living person by chance; that is not intended, and says nothing about that person.',
            'That a face was rendered does not by itself settle what the law calls personal data; the test is on the section about likeness to real people.',
          ]),
      ...(real === null
        ? []
        : info.real?.declaredSynthetic !== undefined
          ? [
              `Imported images of this export are ${declaredText(info.real.declaredSynthetic)}: this must be said of them, and no more.`,
            ]
          : [
              'Real subjects may take their consent back at any time and without giving a reason. Whoever holds a copy must then delete their images and what was made of them, and use the reissued version.',
              'Do not try to find out who the subjects are, and do not join these images with others to do so.',
              'The pictures may be used for the purposes in section (b) and for no other.',
            ]),
      'Not meant for deciding about people without a test on the population concerned.',
    ]),
  ];
}
