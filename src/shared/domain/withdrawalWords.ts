import type { WithdrawalPlan, WithdrawalPreview } from './withdrawalPlan';
import type { AffectedThing } from './withdrawal';

type Line = WithdrawalPreview['lines'][number];

const sumOf = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

function erasedLines({ sets, traces }: WithdrawalPlan): Line[] {
  const lines: Line[] = [];
  for (const { name, why, inTrash, isWhole, samples } of sets) {
    if (samples.length === 0 && why === 'own') continue;
    lines.push({
      fate: 'erased',
      what: why === 'own' ? `Images in “${name}”` : `Images of the twin “${name}”`,
      count: samples.length,
      sizeBytes: sumOf(samples, ({ sizeBytes }) => sizeBytes),
      detail: `${
        why === 'own'
          ? 'Images and their rows; a tombstone with the hash of each stays.'
          : isWhole
            ? 'The twin is unfinished and goes as a whole; its job can begin anew without the subject.'
            : 'They show nobody, but in moments that were fitted to the subject’s pictures; with them go the fitted numbers.'
      }${inTrash ? ' The set is in the trash.' : ''}`,
    });
  }
  if (traces.length > 0)
    lines.push({
      fate: 'erased',
      what: 'Names and paths in lists and reports',
      count: traces.length,
      sizeBytes: null,
      detail: 'The import’s list, records of placed pictures, pairs of verifications, points and rows in reports.',
    });
  return lines;
}

function removedLines({ removed }: WithdrawalPlan): Line[] {
  const about = {
    scores: ['Scores and embeddings', 'Every sample in these parts loses its scores until the set is scored again.'],
    map: ['Maps', 'To be made again.'],
    'unfinished-export': ['Files of unfinished exports', 'Resumed, they begin anew without the subject.'],
    'report-files': ['Reports that show pairs of pictures', 'To be made again.'],
  } as const;
  return (['scores', 'map', 'unfinished-export', 'report-files'] as const).flatMap((what): Line[] => {
    const own = removed.filter((one) => one.what === what);
    if (own.length === 0) return [];
    const names = [...new Set(own.map(({ name }) => name))];
    return [
      {
        fate: 'removed',
        what: about[what][0],
        count: sumOf(own, ({ files }) => files),
        sizeBytes: sumOf(own, ({ sizeBytes }) => sizeBytes),
        detail: `${names.slice(0, 6).join(', ')}${names.length > 6 ? ` and ${names.length - 6} more` : ''}. ${about[what][1]}`,
      },
    ];
  });
}

function exportLines({ exports, spec }: WithdrawalPlan): Line[] {
  return exports.map(({ name, directory, images, isOwn, isReachable, files }) => {
    const packs = files.filter(({ isPack }) => isPack).length;
    const fate =
      spec.scope.type === 'purposes'
        ? 'Marked as superseded; its images stay.'
        : !isReachable
          ? 'Cannot be reached now: marked in the library only.'
          : !isOwn
            ? 'Marked in its folder, which is not the library’s: its images stay there.'
            : packs > 0
              ? `Marked; ${files.length} files go, packs with other people’s images among them. The reissued version has those again.`
              : 'Marked; the subject’s images in it go.';
    return { fate: 'marked', what: `Export ${name}`, count: images, sizeBytes: null, detail: `${fate} ${directory}` };
  });
}

const MARKED_WORDS: Readonly<Record<Exclude<AffectedThing['type'], 'export'>, { one: string; detail: string }>> = {
  model: { one: 'Model', detail: 'Learned from them, which cannot be taken out: train again without the subject.' },
  report: { one: 'Report', detail: 'Counted or showed them; totals stay.' },
  set: { one: 'Set', detail: 'Was made from them.' },
};

/** What a plan would do, line by line, for window and terminal alike: what goes first, what stays last. */
export function previewLines(plan: WithdrawalPlan): Line[] {
  const sentence =
    (fate: 'kept' | 'outside') =>
    (text: string): Line => ({ fate, what: text, count: null, sizeBytes: null, detail: '' });
  return [
    ...erasedLines(plan),
    ...removedLines(plan),
    ...exportLines(plan),
    ...plan.marked.flatMap((thing): Line[] =>
      thing.type === 'export'
        ? []
        : [
            {
              fate: 'marked',
              what: `${MARKED_WORDS[thing.type].one} ${thing.name}`,
              count: 'images' in thing ? thing.images : null,
              sizeBytes: null,
              detail: MARKED_WORDS[thing.type].detail,
            },
          ],
    ),
    ...plan.kept.map(sentence('kept')),
    ...plan.outside.map(sentence('outside')),
  ];
}
