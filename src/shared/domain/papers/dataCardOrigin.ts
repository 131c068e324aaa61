import type { DeclaredSynthetic } from '../declaredSynthetic';
import type { DatasetInfo } from '../exportManifest';
import type { ConsentFacts, DataCardFacts } from './dataCardFacts';
import { amountText, countText, percentText } from './numbers';
import { type Block, type Fact, facts, heading, list, paragraph, table } from './paper';

/** (a) What was chosen before anything was made. */
export function designChoices({ info, image }: DataCardFacts): Block[] {
  const { recipe, format, kind } = info;
  const imported = info.real?.declaredSynthetic === undefined ? 'real people' : 'declared synthetic';
  const own: Fact[] = [
    ['Kind', { syn: 'synthetic only', real: `${imported} only`, mix: `synthetic and ${imported}, labels apart` }[kind]],
    ['Classes', `${countText(info.classCount)}, one per identity`],
    ['Images', `${image.widthPx} × ${image.heightPx} px, aligned to the five points of the ArcFace template`],
    ['Layout', format],
  ];
  return [
    facts([...own, ...(recipe === null ? [] : recipeFacts(recipe, info.renderedFrom !== undefined))]),
    ...(recipe === null
      ? []
      : [
          paragraph(
            'The whole recipe, with the strength of every variation, is in dataset.json and decides every byte.',
          ),
        ]),
  ];
}

function recipeFacts(recipe: NonNullable<DatasetInfo['recipe']>, isFromCoefficients: boolean): Fact[] {
  const { identityMixup, minimumDistance, options } = recipe;
  if (isFromCoefficients)
    return [['Rendered from', 'coefficients saved with each sample (coefficients.arrow), not from a seed']];
  const mixed =
    identityMixup.probability === 0
      ? 'none'
      : `${percentText(identityMixup.probability, 0)} of the samples blend two identities and carry a soft label`;
  return [
    [
      'Asked for',
      `${amountText(recipe.identities, 'identity', 'identities')} × ${recipe.samples} samples, seed ${recipe.seed}`,
    ],
    ['Identity mixing', mixed],
    [
      'Balance',
      recipe.balance === 'exact'
        ? 'exact: sexes, leading ancestries and age bands in the asked proportions'
        : 'drawn: each identity by chance from the asked proportions',
    ],
    [
      'Distance of identities',
      minimumDistance.shape === 0 && minimumDistance.judgeCosine === null
        ? 'none asked'
        : `shape at least ${minimumDistance.shape}${minimumDistance.judgeCosine === null ? '' : `, cosine of the judge at most ${minimumDistance.judgeCosine}`}`,
    ],
    ['Ages asked for', `${options.ageMinYears} to ${options.ageMaxYears} years`],
    ['JPEG quality', String(recipe.jpegQuality)],
  ];
}

/** (b) Where it comes from and what it was first made for. */
export function origin(card: DataCardFacts): Block[] {
  return [...synOrigin(card), ...realOrigin(card)];
}

function synOrigin({ info, syn }: DataCardFacts): Block[] {
  const { fingerprint } = info;
  if (syn === null) return [];
  const source = {
    recipe: 'Every synthetic image was rendered from the recipe. No image of a person was an input.',
    twin: 'Every synthetic image was rendered. Pose, expression, light and sharpness were estimated from pictures of real people who allow training; no pixel and no feature of their identity entered.',
    'by-hand': 'Every synthetic image was rendered from coefficients that a person set by hand.',
  }[syn.from];
  return [
    heading('Synthetic part', 3),
    paragraph(source),
    facts([
      ...(fingerprint === null
        ? []
        : ([
            ['Generator', `${fingerprint.generator}, version ${fingerprint.version}`],
            ['Fingerprint', fingerprint.sha256],
            ['Head model, SHA-256', fingerprint.assetsSha256],
          ] as Fact[])),
      ['Training data of the generator', generatorTraining(fingerprint?.generator)],
      ['Original purpose', 'made for the training and testing of face recognition; the program records no other'],
    ]),
  ];
}

/** What is known about what a generator learned from. */
export const generatorTraining = (generator: string | undefined): string =>
  generator === 'graphics'
    ? 'The graphics generator has none: meshes and shapes come from MakeHuman (CC0), skin, eyes and light are computed; no photograph of a person is used.'
    : 'not tested: this generator was learned from data that the program does not hold';

function realOrigin({ info, real }: DataCardFacts): Block[] {
  if (real === null) return [];
  const declared = info.real?.declaredSynthetic;
  if (declared !== undefined) return declaredOrigin(declared);
  const { consent } = real;
  return [
    heading('Real part', 3),
    paragraph(
      'Pictures of real people, handed over as a folder per subject with a consent file. Each subject in this export had a valid consent for export on the day it was made. Names stand nowhere in this card.',
    ),
    facts([
      ['Subjects', countText(consent.subjects)],
      [
        'Consents given',
        consent.firstDate === null
          ? 'no date recorded'
          : `${consent.firstDate} to ${consent.lastDate ?? consent.firstDate}`,
      ],
      ['First consent to end', consent.firstExpiry ?? 'no end was agreed'],
      ['First “destroy by” date', consent.firstDestroyBy ?? 'none recorded'],
      ['Biometric processing', biometricText(consent)],
      ['Form on file with hash', `${countText(consent.withEvidence)} of ${countText(consent.subjects)} subjects`],
      ['Original purpose', 'what the subjects agreed to, below; the program records no other'],
    ]),
    table(
      ['Purpose', 'Subjects whose consent covers it'],
      consent.byPurpose.map(({ purpose, subjects }) => [
        purpose,
        `${countText(subjects)} of ${countText(consent.subjects)}`,
      ]),
    ),
    ...noticeBlocks(consent),
  ];
}

/** What is said of a set that somebody else made; the program has nothing to hold it against. */
const declaredOrigin = ({ by, source, how }: DeclaredSynthetic): Block[] => [
  heading('Declared synthetic part', 3),
  paragraph(
    'Images that somebody else made. That they show nobody who exists was declared when they were imported, and is not proven: no recipe came with them and they cannot be rendered again here. No consent of anybody is on record.',
  ),
  facts([
    ['Declared by', by],
    ['Where it is said', source],
    ['Made how, as is said', how === 'rendered' ? 'rendered by a program' : 'generated by a trained model'],
    [
      'Training data of the generator',
      how === 'rendered'
        ? 'none, if what is said of it holds'
        : 'not known here; pictures of real people may be among them',
    ],
    ['Original purpose', 'not known to the program'],
  ]),
];

const biometricText = ({ biometric }: ConsentFacts): string =>
  `${countText(biometric.agreed)} agreed, ${countText(biometric.refused)} refused, ${countText(biometric.notRecorded)} not recorded`;

function noticeBlocks({ notices, withoutNotice }: ConsentFacts): Block[] {
  if (notices.length === 0) return [list(['No version of the notice text is recorded for any subject.'])];
  return [
    table(
      ['Notice', 'SHA-256 of its text', 'Subjects'],
      notices.map(({ version, sha256, subjects }) => [version, sha256, countText(subjects)]),
    ),
    ...(withoutNotice === 0 ? [] : [list([`${countText(withoutNotice)} subjects have no recorded notice.`])]),
  ];
}
