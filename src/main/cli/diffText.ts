import type { DiffGroup, ExportDiff } from '@shared/domain/exportDiff';

const SIGNS = { added: '+', removed: '-', changed: '~' } as const;

function whenAndWho({ who, from, to }: DiffGroup): string {
  const days = [from, to].flatMap((at) => (at === null ? [] : [at.slice(0, 10)]));
  const [first, last] = days;
  const when = first === undefined ? '' : first === last ? ` on ${first}` : ` from ${first} to ${last ?? ''}`;
  return `${who === null ? '' : ` by ${who}`}${when}`;
}

function groupText(group: DiffGroup): string[] {
  const { change, parts, words, count, examples } = group;
  const what = parts.length === 0 ? change : `${change} (${parts.join(', ')})`;
  const lines = examples.map(({ sampleId, identity, path }) =>
    `    ${SIGNS[change]} ${sampleId}  ${identity}  ${path ?? ''}`.trimEnd(),
  );
  const rest = count - examples.length;
  return [
    `  ${count} ${what}: ${words}${whenAndWho(group)}`,
    ...lines,
    ...(rest > 0 ? [`    … and ${rest} more (--names ${count} names them)`] : []),
  ];
}

/** A comparison for people: the tally, what was asked for differently, and every cause with the samples it concerns. */
export function diffText(diff: ExportDiff): string {
  const { a, b, same, added, removed, changed, settings, groups, notes } = diff;
  const side = ({ name, place, createdAt, images }: ExportDiff['a']): string =>
    `${name} (${createdAt === null ? place : `${createdAt.slice(0, 10)}, ${place}`}): ${images} images`;
  return [
    `A  ${side(a)}`,
    `B  ${side(b)}`,
    `${same} the same, ${added} added, ${removed} removed, ${changed} changed`,
    ...(settings.length === 0 ? [] : ['', 'Asked for differently']),
    ...settings.map(({ what, a: before, b: after }) => `  ${what}: ${before} -> ${after}`),
    ...(groups.length === 0 ? [] : ['', 'What changed and why']),
    ...groups.flatMap(groupText),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `note: ${note}`)]),
  ].join('\n');
}
