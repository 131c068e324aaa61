import type { CurationFacts, DataCardFacts } from './dataCardFacts';
import { amountText, countText } from './numbers';
import { type Block, facts, heading, list, paragraph, table } from './paper';

/** (c) What was done to the data: labelling, cleaning, marks. */
export function preparation(card: DataCardFacts): Block[] {
  const { info, syn, real } = card;
  const imported = info.real?.declaredSynthetic === undefined ? 'Real' : 'Declared';
  const short = [...(info.syn?.shortIdentities ?? []), ...(info.real?.shortIdentities ?? [])].length;
  return [
    list([
      'Labels: one class per identity. Of synthetic images the label is what was rendered; of imported ones it is the folder that was handed over.',
      ...(syn === null
        ? []
        : [
            'Synthetic images were rendered at their points: no detection and no alignment took place, and nothing was retouched.',
          ]),
      ...(real === null
        ? []
        : [
            `${imported} pictures were found, aligned and cropped by the program (aligner ${real.alignerFingerprint}); ${amountText(real.refused, 'picture', 'pictures')} of the folder did not become samples.`,
          ]),
      'Image files go out with the bytes that were reviewed; a mark adds metadata and changes no pixel.',
      info.isMarked
        ? 'Every image carries its origin as XMP DigitalSourceType.'
        : `Images carry no mark of their origin${info.unmarkedReason === undefined ? '' : `. Reason given: ${info.unmarkedReason}`}`,
      info.pairs === null
        ? 'No verification pairs are included.'
        : `Verification pairs: ${info.pairs.folds} folds with up to ${countText(info.pairs.pairsPerFold)} of each kind, no identity in two folds.`,
      ...(short === 0 ? [] : [`${amountText(short, 'identity has', 'identities have')} fewer samples than asked for.`]),
    ]),
    ...(syn === null ? [] : [heading('Curation of the synthetic part', 3), ...curationBlocks(syn.curation)]),
    ...(real === null
      ? []
      : [heading(`Curation of the ${imported.toLowerCase()} part`, 3), ...curationBlocks(real.curation)]),
  ];
}

function curationBlocks(curation: CurationFacts): Block[] {
  const { samples, kept, excluded, undecided, byReason, reviewers, secondOpinions, blindTests, signOff } = curation;
  const reviewed =
    reviewers.length === 0
      ? 'nobody has decided about a sample'
      : reviewers.map(({ name, decisions }) => `${name} (${countText(decisions)})`).join(', ');
  return [
    facts([
      ['Samples of the set', countText(samples)],
      ['Kept, excluded, not decided', `${countText(kept)}, ${countText(excluded)}, ${countText(undecided)}`],
      ['Reviewers and their decisions', reviewed],
      ['Second opinions, blind tests', `${countText(secondOpinions)}, ${countText(blindTests)}`],
      ['Sign-off', signOff === '' ? 'nobody has signed this set off' : signOff],
    ]),
    ...(byReason.length === 0
      ? []
      : [
          table(
            ['Excluded because', 'Samples'],
            byReason.map(({ reason, count }) => [reason, countText(count)]),
          ),
        ]),
    ...(undecided === 0 || kept + excluded === 0 ? [] : [paragraph('What nobody decided about goes out as if kept.')]),
  ];
}

/** (d) What the data are supposed to measure and represent. */
export function assumptions({ syn, real }: DataCardFacts): Block[] {
  return [
    list([
      'A class is a person: two images of one class are supposed to be one identity, of two classes two.',
      ...(syn === null
        ? []
        : [
            'Sex, ancestry and age of synthetic identities are what was requested of the generator. Nobody measured them on a picture, and they are no statement about a population.',
            'What a recogniser learns from rendered faces is assumed to carry over to photographs; how far it does is for the user to measure.',
            ...(syn.mixedSamples === 0
              ? []
              : [
                  `${amountText(syn.mixedSamples, 'sample blends', 'samples blend')} two identities: the label says in what shares.`,
                ]),
          ]),
      ...(real === null
        ? []
        : [
            'The folder of an imported picture names its subject rightly; the program has compared faces where scores were computed, and changed no name.',
          ]),
    ]),
  ];
}
