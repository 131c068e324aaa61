import { type Certificate, missedShareBound } from './certificate';

/** What a certificate says, in sentences for people: the same in the window and on the page. */
export interface CertificateWords {
  readonly title: string;
  readonly summary: string;
  readonly proves: readonly string[];
  readonly doesNotProve: readonly string[];
}

const TITLES: Readonly<Record<Certificate['result'], string>> = {
  proven: 'Proven',
  refuted: 'Refuted',
  'not-comparable': 'Not comparable',
};

export function certificateWords(certificate: Certificate): CertificateWords {
  const { check, export: handedOut, result } = certificate;
  const keyId = handedOut.keyId ?? null;
  return {
    title: TITLES[result],
    summary: summaryOf(certificate),
    proves: result === 'proven' ? provenOf(certificate) : [],
    doesNotProve: [
      'That no reader will take a face for somebody they know: people look alike, and nobody’s face is compared with anyone here.',
      ...(handedOut.real > 0
        ? [
            `Anything about the ${count(handedOut.real)} pictures of real people in the export; they are none of this proof.`,
          ]
        : []),
      keyId === null
        ? 'Who made the export, or when: whoever has the program can make the same files.'
        : `Who holds the key ${keyId}: compare its id with one that you got another way.`,
      'That the set is balanced, useful or fair: requested attributes are not measured ones.',
      ...(result === 'proven' && check.checked < handedOut.synthetic
        ? ['Each single sample that was not drawn. Check all of them where that matters.']
        : []),
    ],
  };
}

function summaryOf({ check, result, export: handedOut }: Certificate): string {
  switch (result) {
    case 'proven':
      return `${count(check.checked)} of ${count(handedOut.synthetic)} synthetic samples of ${handedOut.name} were rendered again from their recipe, and every byte is the same.`;
    case 'refuted':
      return `${count(check.differentCount)} ${check.differentCount === 1 ? 'finding speaks' : 'findings speak'} against ${handedOut.name}: files that are not what the recipe renders, or not what the manifest names.`;
    case 'not-comparable':
      return `${handedOut.name} cannot be compared with this program; it is neither proven nor refuted.`;
  }
}

function provenOf({ check, export: handedOut, renderedFrom }: Certificate): string[] {
  const keyId = handedOut.keyId ?? null;
  const source =
    renderedFrom === 'recipe'
      ? 'the recipe, a few hundred characters of settings and one seed'
      : 'the coefficients saved with it, 300 numbers a sample';
  return [
    `The samples that were checked follow from ${source}, and from the generator named below. No photograph goes in: there is no place where it could.`,
    ...(handedOut.isMarked === true
      ? [
          'Each file that was checked is its rendering and one mark of its origin (XMP, IPTC DigitalSourceType), byte for byte; nothing else was added.',
        ]
      : []),
    keyId === null
      ? 'The export has no other files than its manifest names, and none that it names is missing.'
      : `The export is signed with the key ${keyId}; its papers are those that were signed, no file was added and none is missing.`,
    statisticsOf(check.checked, handedOut.synthetic),
  ];
}

function statisticsOf(checked: number, total: number): string {
  if (checked >= total) return 'All synthetic samples were checked; nothing is left to chance.';
  const bound = missedShareBound(checked, total);
  return `The samples were drawn by chance. If a share p of all samples could not be reproduced, ${count(checked)} draws would miss all of them with probability (1 − p)^${checked}; so, with 95 % confidence, less than ${percent(bound)} of the samples are not what the recipe renders. This holds where whoever made the export did not know the seed of the draw.`;
}

const count = (value: number): string => value.toLocaleString('en-US');

/** Rounded up, as a bound must be. */
const percent = (share: number): string => `${(Math.ceil(share * 1000) / 10).toFixed(1)} %`;
