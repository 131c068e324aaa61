import { Failure } from '@shared/lib/failure';
import { centresOf, consistencyOf } from './centres';
import { columnsFor } from './columnsFor';
import { findDoubles } from './findDoubles';
import { larger, nearestRows, nearestWithin } from './nearest';
import { peopleOf } from './peopleOf';
import type { RelationInputs, Relations, RelationWatch } from './relationTypes';
import { searchElsewhere } from './searchElsewhere';
import type { SearchWatch } from './blockMaxima';
import { suggest } from './suggest';

/** Stands in the fingerprint of the scorer `relations`; goes up with every change of what the functions of this folder answer. */
export const RELATIONS_VERSION = 2;

/**
 * Holds every sample against its own identity, the other identities, the other sets and, where `image` and `face` scores are given,
 * against what a good sample looks like. All searches are exact. Memory besides the inputs: 200 MiB, and the embeddings once more where
 * identities do not lie together. Time grows with the square of the samples: docs/quality-card.md.
 * @throws Failure `cancelled` between blocks; `invalid-input` where tables disagree in size.
 */
export async function relate(inputs: RelationInputs, watch: RelationWatch = {}): Promise<Relations> {
  const own = peopleOf(inputs.own, 'the set that is scored');
  const others = inputs.against.map(({ kind, table }, i) => {
    if (table.size !== inputs.own.size) throw otherJudge(i);
    const people = peopleOf(table, `set ${i} that is searched`);
    return { people, centres: kind === 'real' ? centresOf(people) : null };
  });
  const count = own.rows.count;
  const centres = centresOf(own);
  const search = searchWatch(
    watch,
    2 * count * count +
      count * centres.rows.count +
      others.reduce(
        (sum, { people, centres: real }) => sum + count * (2 * people.rows.count + (real?.rows.count ?? 0)),
        0,
      ),
  );
  const columns = columnsFor(inputs.own.count, own.tableRow);

  const consistency = consistencyOf(own);
  columns.number('judge.consistency', consistency);
  const ownCentre = own.person.map((person) => centres.of[person]);
  const otherCentre = await nearestRows(
    own.rows,
    centres.rows,
    { from: ownCentre.map((at) => Math.max(0, at)), to: ownCentre.map((at) => at + 1) },
    search,
  );
  columns.number(
    'judge.margin',
    consistency.map((value, row) => value - otherCentre.value[row]),
  );
  columns.pointTo('nearestOtherCentre', own, { ...otherCentre, at: throughMedoids(otherCentre.at, centres.medoid) });

  const { outside, inside } = await nearestWithin(own.rows, own.ranges, search);
  columns.number('judge.nearestOther', outside.value);
  columns.pointTo('nearestOther', own, outside);

  const elsewhere = await searchElsewhere(own, others, inputs.samePersonFrom, search);
  columns.number('judge.nearestReal', elsewhere.real.value);
  columns.pointToSet('nearestReal', elsewhere.real, others);
  columns.number('judge.nearestRealCentre', elsewhere.realCentre.value);
  columns.pointToSet('nearestRealCentre', elsewhere.realCentre, others);

  const doubles = await findDoubles(own, larger(outside, inside), elsewhere.any, inputs, search);
  columns.number('duplicate.cosine', doubles.nearest.value);
  columns.number('duplicate.bits', doubles.bits);
  columns.pointToSet('duplicate', doubles.nearest, others, own);
  columns.pointer('r.duplicate.group', doubles.group);

  const { bad, reasons } = suggest({
    count: inputs.own.count,
    scores: new Map([...inputs.scores, ...columns.numbers]),
    weight: inputs.own.weight,
    isWorseDouble: columns.flags(doubles.isWorse),
    isDoubleElsewhere: columns.flags(elsewhere.isDouble),
    samePersonFrom: inputs.samePersonFrom,
  });
  columns.numbers.set('suggest.bad', bad);
  columns.pointers.set('r.suggest.reasons', reasons);
  return { numbers: columns.numbers, pointers: columns.pointers };
}

const otherJudge = (set: number): Failure =>
  new Failure({
    code: 'invalid-input',
    message: 'The embeddings of two sets come from two judges.',
    place: `set ${set} that is searched`,
    remedy: 'Score both sets with the same judge.',
  });

function searchWatch({ signal, onProgress }: RelationWatch, total: number): SearchWatch {
  let done = 0;
  return {
    ...(signal === undefined ? {} : { signal }),
    onPairs: (pairs) => onProgress?.((done += pairs), total),
  };
}

const throughMedoids = (at: Int32Array, medoid: Int32Array): Int32Array =>
  at.map((centre) => (centre < 0 ? -1 : medoid[centre]));
