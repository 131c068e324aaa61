import type { RequestedBalance } from '../balance';
import type { CardReport } from '../card';
import type { DatasetInfo } from '../exportManifest';
import type { DataCardFacts } from './dataCardFacts';
import { amountText, countText, percentText } from './numbers';
import { type Block, type Fact, facts, heading, list, paragraph, table } from './paper';

/** (e) How much there is, and what is known of how good it is. */
export function quantity({ info, image, syn, real }: DataCardFacts): Block[] {
  const parts = [
    ['synthetic', info.syn],
    [info.real?.declaredSynthetic === undefined ? 'real people' : 'declared synthetic', info.real],
  ] as const;
  return [
    table(
      ['Part', 'Identities', 'Images', 'Excluded', 'Revision of the decisions'],
      parts.flatMap(([name, part]) =>
        part === null
          ? []
          : [
              [
                name,
                countText(part.identities),
                countText(part.sampleCount),
                countText(part.excludedCount),
                String(part.curationRevision),
              ],
            ],
      ),
    ),
    facts([
      ['Size of the image files', `${(image.bytes / 1e6).toFixed(1)} MB`],
      ['Availability', 'handed out as this folder; the program publishes nothing'],
    ]),
    ...(syn === null ? [] : qualityBlocks('synthetic', syn.card)),
    ...(real === null
      ? []
      : qualityBlocks(info.real?.declaredSynthetic === undefined ? 'real' : 'declared', real.card)),
  ];
}

function qualityBlocks(part: string, card: CardReport | null): Block[] {
  const title = heading(`Quality of the ${part} part`, 3);
  if (card === null) return [title, paragraph('Not computed: there is no quality card of the set as it goes out.')];
  const { separability, variety, counts, judge } = card;
  const share = (value: number | null): string => (value === null ? 'not computable' : percentText(value));
  const rows: Fact[] = [
    [
      'Equal error rate',
      separability === null
        ? 'no pairs of both kinds'
        : `${percentText(separability.eer.value, 2)} on ${countText(separability.genuineCount)} mated and ${countText(separability.impostorCount)} non-mated pairs`,
    ],
    [
      'Identities told apart',
      `${countText(variety.uniquePeople)} of ${countText(counts.identities)} (${share(variety.uniqueness)})`,
    ],
    ['Samples true to their identity', share(variety.consistency)],
    ['Judge', `${judge.name}; trained on: ${judge.trainedOn}`],
    ['Computed', `${card.createdAt}, of the whole set as curated; not all of it need be in this export`],
  ];
  return [title, facts(rows)];
}

/** (f) What is known about imbalance. Requested attributes are never mixed with measured ones: there are none of these. */
export function biasExamination({ info, syn, real }: DataCardFacts): Block[] {
  return [
    ...(syn === null ? [] : requestedBlocks(info)),
    ...(real === null
      ? []
      : [
          paragraph(
            info.real?.declaredSynthetic === undefined
              ? 'Real part: no sex, age or origin is recorded, none was asked of the subjects and none was guessed from their pictures. Its balance is not examined.'
              : 'Declared part: nothing is recorded of who its identities are meant to be, and nothing was guessed from the pictures. Its balance is not examined.',
          ),
        ]),
    paragraph(
      'The program prints no accuracy per group. A classifier’s guess of a group would be an estimate of its own and is not made.',
    ),
  ];
}

function requestedBlocks({ requestedBalance, renderedFrom }: DatasetInfo): Block[] {
  if (requestedBalance === undefined)
    return [
      paragraph(
        renderedFrom === undefined
          ? 'Synthetic part: what was requested of the identities was not kept when this set was made. Its balance is not examined.'
          : 'Synthetic part: no attributes were requested; people were set by hand or drawn for a twin. Its balance is not examined.',
      ),
    ];
  const groups: readonly (readonly [string, RequestedBalance['sex']])[] = [
    ['sex', requestedBalance.sex],
    ['leading ancestry', requestedBalance.leadingAncestry],
    ['age', requestedBalance.ageYears],
  ];
  return [
    heading('Requested attributes of the synthetic identities', 3),
    paragraph(
      'Requested of the generator, not measured on a picture. “Asked” is the proportion of the recipe, rounded.',
    ),
    table(
      ['Requested attribute', 'Group', 'Asked', 'In this export'],
      groups.flatMap(([name, rows]) =>
        rows.map((row) => [name, row.group, countText(row.target), countText(row.achieved)]),
      ),
    ),
  ];
}

/** (g) What was done so that imbalance is found, prevented or made smaller. */
export function measures({ info, syn, real }: DataCardFacts): Block[] {
  const { recipe } = info;
  const opinions = (syn?.curation.secondOpinions ?? 0) + (real?.curation.secondOpinions ?? 0);
  return [
    list([
      ...(recipe === null || info.renderedFrom !== undefined
        ? []
        : [
            recipe.balance === 'exact'
              ? 'Requested sexes, ancestries and age bands were set in exact proportions before the first image was rendered.'
              : 'Requested attributes were drawn by chance; no balance was forced.',
            recipe.minimumDistance.shape > 0
              ? 'Identities that came too near to an earlier one were passed over.'
              : 'No least distance between identities was asked for.',
          ]),
      'Exclusions carry a reason, a name and a time; they can be looked at and taken back, and no file is deleted by them.',
      opinions === 0
        ? 'No second opinions were taken on the exclusions.'
        : `${amountText(opinions, 'second opinion was', 'second opinions were')} taken without sight of the first.`,
      'Whether exclusions hit one requested group more than another is visible in the table of section (f): asked against present.',
    ]),
  ];
}
