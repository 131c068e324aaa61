import { FAULTS, type PlantedSet } from '../../src/main/engine/scoring/relations/planting.testing';
import { reasonsOf, type SuggestReasonKey } from '../../src/shared/domain/suggestions';
import type { Scored } from './scoreFaults';

/** Reasons that name a fault rightly. */
const RIGHT: Record<(typeof FAULTS)[number], readonly SuggestReasonKey[]> = {
  blur: ['blurred'],
  wrongIdentity: ['wrongIdentity'],
  nearDouble: ['duplicate'],
  noFace: ['noFace'],
  leakedPicture: ['duplicateElsewhere', 'realPicture'],
  leakedPerson: ['realPicture'],
};

/** Recall per kind and precision at the cut, and precision of the first k of "most likely bad first". */
export function reportFaults(
  planted: PlantedSet,
  { relations, scores }: Scored,
  cut: number,
  isVerbose: boolean,
): void {
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  const bad = relations.numbers.get('suggest.bad') ?? new Float32Array(0);
  const masks = relations.pointers.get('r.suggest.reasons') ?? new Int32Array(0);
  const copyOf = new Map([...planted.originalOf].map(([copy, original]) => [original, copy]));
  const named = (i: number): boolean => bad[i] >= cut;
  const isFound = (i: number): boolean => {
    const original = planted.originalOf.get(i);
    return named(i) || (original !== undefined && named(original));
  };
  const places = [...planted.fault.keys()];
  say(`kind            planted  found  recall  with the right reason`);
  for (const kind of FAULTS) {
    const mine = places.filter((i) => planted.fault[i] === kind);
    if (mine.length === 0) continue;
    const found = mine.filter(isFound);
    const right = found.filter((i) =>
      [i, planted.originalOf.get(i) ?? i].some((row) =>
        reasonsOf(masks[row]).some(({ key }) => RIGHT[kind].includes(key)),
      ),
    );
    say(
      `${kind.padEnd(15)} ${String(mine.length).padStart(7)}  ${String(found.length).padStart(5)}  ${share(found.length, mine.length)}  ${right.length}`,
    );
  }
  const isRight = (i: number): boolean => planted.fault[i] !== null || copyOf.has(i);
  const suggested = places.filter(named);
  const rightly = suggested.filter(isRight);
  const all = places.filter((i) => planted.fault[i] !== null);
  say(
    `named at ${cut}: ${suggested.length}, rightly ${rightly.length}: precision ${share(rightly.length, suggested.length)}`,
  );
  say(
    `recall of all: ${share(all.filter(isFound).length, all.length)} of ${all.length} among ${places.length} samples`,
  );
  const order = [...places].sort((a, b) => bad[b] - bad[a]);
  for (const k of [10, 25, all.length, 2 * all.length])
    say(`of the first ${String(k).padStart(3)}: ${share(order.slice(0, k).filter(isRight).length, k)}`);
  const reasons = new Map<string, number>();
  for (const i of suggested.filter((i) => !isRight(i)))
    for (const { key } of reasonsOf(masks[i])) reasons.set(key, (reasons.get(key) ?? 0) + 1);
  say(`named without a planted fault: ${[...reasons].map(([key, count]) => `${key} ${count}`).join(', ')}`);
  if (!isVerbose) return;
  for (const i of places) {
    if (planted.fault[i] === null && !named(i)) continue;
    const columns = [
      'face.score',
      'image.sharpness',
      'judge.consistency',
      'judge.margin',
      'judge.nearestReal',
      'duplicate.cosine',
      'duplicate.bits',
      'image.exposure',
      'face.landmarkErrorPx',
    ];
    say(
      `${i} ${planted.fault[i] ?? '-'} ${bad[i].toFixed(2)} ${reasonsOf(masks[i])
        .map(({ key }) => key)
        .join('+')} ${columns.map((name) => `${name.split('.')[1]} ${scores.get(name)?.[i].toFixed(3)}`).join(' ')}`,
    );
  }
}

const share = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`.padStart(5);
