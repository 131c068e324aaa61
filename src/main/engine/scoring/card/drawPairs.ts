import { Rng } from '@shared/lib/rng';
import type { VerificationPair } from '../../evaluation/verificationPair';
import { type People, PURE_WEIGHT } from '../relations/centres';

const GENUINE_STREAM = 0x67_65_6e_75;
const IMPOSTOR_STREAM = 0x69_6d_70_6f;

export interface DrawnPairs {
  readonly pairs: readonly VerificationPair[];
  /** Whether there were more than were asked for. */
  readonly isDrawn: boolean;
}

/**
 * All pairs of unmixed samples where they are few; else as many as asked for, drawn evenly over pairs of people (impostor) and over people
 * (genuine). @param limits pairs of either kind
 */
export function drawPairs(
  people: People,
  limits: { readonly genuine: number; readonly impostor: number },
  seed: number,
): DrawnPairs {
  const members = membersOf(people);
  const count = members.reduce((sum, { length }) => sum + length, 0);
  const genuineCount = members.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const impostorCount = (count * (count - 1)) / 2 - genuineCount;
  const pairs: VerificationPair[] = [];
  const add = (a: number, b: number): void => {
    const [personA, personB] = [people.person[a], people.person[b]];
    pairs.push({ a, b, genuine: personA === personB, fold: 0, personA, personB });
  };
  if (genuineCount <= limits.genuine) {
    for (const rows of members) rows.forEach((a, i) => rows.slice(i + 1).forEach((b) => add(a, b)));
  } else {
    const several = members.filter(({ length }) => length > 1);
    const rng = new Rng(seed, GENUINE_STREAM);
    for (let i = 0; i < limits.genuine; i++) {
      const rows = several[i % several.length];
      const first = rng.below(rows.length);
      add(rows[first], rows[(first + 1 + rng.below(rows.length - 1)) % rows.length]);
    }
  }
  if (impostorCount <= limits.impostor) {
    const all = members.flat();
    all.forEach((a, i) => {
      for (const b of all.slice(i + 1)) if (people.person[a] !== people.person[b]) add(a, b);
    });
  } else {
    const rng = new Rng(seed, IMPOSTOR_STREAM);
    for (let i = 0; i < limits.impostor; i++) {
      const first = rng.below(members.length);
      const second = (first + 1 + rng.below(members.length - 1)) % members.length;
      add(members[first][rng.below(members[first].length)], members[second][rng.below(members[second].length)]);
    }
  }
  return { pairs, isDrawn: genuineCount > limits.genuine || impostorCount > limits.impostor };
}

/** Unmixed rows of each person who has any. */
function membersOf({ person, weight }: People): number[][] {
  const members: number[][] = [];
  let last = -1;
  person.forEach((one, row) => {
    if (weight[row] < PURE_WEIGHT) return;
    if (one !== last) members.push([]);
    members[members.length - 1].push(row);
    last = one;
  });
  return members;
}
