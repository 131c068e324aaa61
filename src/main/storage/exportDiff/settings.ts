import type { ExportDiff } from '@shared/domain/exportDiff';
import type { DiffPartInfo, OpenedSide } from './diffSides';

type Words = readonly (readonly [what: string, value: string])[];

const PART = { syn: 'synthetic part', real: 'real part' } as const;

function partWords({ origin, setName, revision, samples, list }: DiffPartInfo): Words {
  const of = PART[origin];
  return [
    [`${of}: set`, setName],
    [`${of}: decisions up to revision`, String(revision)],
    ...(samples === null ? [] : ([[`${of}: samples per identity`, String(samples)]] as const)),
    [`${of}: frozen list`, list === null ? 'none' : `${list.name} (${list.sha256.slice(0, 12)})`],
  ];
}

function wordsOf({ dataset, parts }: OpenedSide): Words {
  const own: Words =
    dataset === null
      ? []
      : [
          ['format', dataset.format],
          [
            'mark of origin',
            dataset.isMarked ? 'in each image' : `none: ${dataset.unmarkedReason ?? 'made before marks'}`,
          ],
          ['seed of the draw', dataset.seed === undefined ? 'not recorded' : String(dataset.seed)],
          ['classes', String(dataset.classCount)],
          ['program', dataset.program],
        ];
  return [...own, ...parts.flatMap(partWords)];
}

/** What was asked for differently on the two sides; what only one side has is not compared with a set. */
export function settingsOf(a: OpenedSide, b: OpenedSide): ExportDiff['settings'] {
  const [left, right] = [new Map(wordsOf(a)), new Map(wordsOf(b))];
  const both = a.dataset !== null && b.dataset !== null;
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((what) => {
    const [one, other] = [left.get(what), right.get(what)];
    if (one === other || (!both && (one === undefined || other === undefined))) return [];
    return [{ what, a: one ?? '–', b: other ?? '–' }];
  });
}
