import { type PrivacyReport } from '@shared/domain/privacy';
import { sampleId } from '@shared/domain/ids';
import { varietyOf } from '../card/variety';
import { takeRows } from '../relations/embeddingRows';
import { type Nearest, nearestRows, nearestWithin } from '../relations/nearest';
import type { Searchable } from '../relations/peopleOf';
import type { SearchWatch } from '../relations/blockMaxima';
import { ascending, quantilesOf } from './figures';

const SHOWN = 12;

/**
 * For each row the nearest of another identity.
 * @param known what relations say already, by rows of `people`: −1 where their answer is not among them. Null: nothing is known
 * @throws Failure cancelled
 */
export async function nearestOthers(people: Searchable, known: Nearest | null, watch?: SearchWatch): Promise<Nearest> {
  const { rows, ranges } = people;
  if (known === null) return (await nearestWithin(rows, ranges, watch)).outside;
  const open = Int32Array.from([...known.at.keys()].filter((row) => known.at[row] < 0));
  const found = { at: known.at.slice(), value: known.value.slice() };
  if (open.length === 0) return found;
  const excluded = { from: open.map((row) => ranges.from[row]), to: open.map((row) => ranges.to[row]) };
  const searched = await nearestRows(takeRows(rows.values, rows.size, open), rows, excluded, watch);
  open.forEach((row, i) => {
    found.at[row] = searched.at[i];
    found.value[row] = searched.value[i];
  });
  return found;
}

/**
 * Synthetic people that the judge takes for each other, by their most alike pictures.
 * @param people unmixed kept samples @returns null with fewer than two identities
 */
export function collisionsOf(
  people: Searchable,
  nearest: Nearest,
  samePersonFrom: number,
  seed: number,
): PrivacyReport['collisions'] {
  const values = ascending(nearest.value);
  if (values.length === 0) return null;
  const idAt = (row: number): ReturnType<typeof sampleId> => sampleId(people.identity[row], people.sample[row]);
  const pairs = new Map<string, { row: number; other: number; cosine: number }>();
  let samplesAbove = 0;
  const colliding = new Set<string>();
  nearest.at.forEach((other, row) => {
    if (other < 0) return;
    const cosine = nearest.value[row];
    const [low, high] = [people.identity[row], people.identity[other]].sort((a, b) => a - b);
    const key = `${low} ${high}`;
    if (cosine >= samePersonFrom) {
      samplesAbove++;
      colliding.add(key);
    }
    const known = pairs.get(key);
    if (known === undefined || cosine > known.cosine) pairs.set(key, { row, other, cosine });
  });
  const top = [...pairs.values()].sort((a, b) => b.cosine - a.cosine || a.row - b.row).slice(0, SHOWN);
  return {
    samples: values.length,
    ...quantilesOf(values),
    threshold: samePersonFrom,
    samplesAbove,
    identityPairs: colliding.size,
    uniqueIdentities: varietyOf(people, samePersonFrom, seed).uniquePeople,
    identities: new Set(people.identity).size,
    top: top.map(({ row, other, cosine }) => ({ sample: idAt(row), other: idAt(other), cosine })),
  };
}
