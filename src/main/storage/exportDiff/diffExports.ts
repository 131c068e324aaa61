import type { DiffGroup, DiffSide, ExportDiff } from '@shared/domain/exportDiff';
import { MAX_SAMPLES_PER_IDENTITY, type SetId } from '@shared/domain/ids';
import type { CancelSignal } from '@shared/lib/abort';
import { openSide, type DiffLine, type DiffPartInfo, type OpenedSide } from './diffSides';
import { mergeLines } from './mergeLines';
import { readSetKnowledge, type SetKnowledge } from './setKnowledge';
import { settingsOf } from './settings';
import { whyAdded, whyChanged, whyRemoved, type Case, type Cause } from './whyChanged';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Group = Omit<Mutable<DiffGroup>, 'examples'> & { readonly examples: DiffGroup['examples'] };

const partOf = (side: OpenedSide, setId: SetId): DiffPartInfo | undefined =>
  side.parts.find((part) => part.setId === setId);

/**
 * Compares two exports or revisions sample by sample. Manifests are walked beside each other; what is held is one identity, the decisions of
 * the sets, and `limit` examples for each cause. Decisions, tombstones and consents come from the library; exports of other libraries
 * are compared without causes, and that is noted.
 * @param limit examples per group. @throws Failure not-found, corrupt-data, invalid-input, io, cancelled
 */
export async function diffExports(
  libraryPath: string,
  request: { readonly a: DiffSide; readonly b: DiffSide; readonly limit: number },
  signal: CancelSignal,
): Promise<ExportDiff> {
  const sides = { a: await openSide(request.a, libraryPath), b: await openSide(request.b, libraryPath) };
  const diff = new Diff(request.limit);
  const known = new Map<SetId, SetKnowledge | null>();
  for (const { setId, setName } of [...sides.a.parts, ...sides.b.parts]) {
    if (known.has(setId)) continue;
    const parts = { a: partOf(sides.a, setId), b: partOf(sides.b, setId) };
    const knowledge = await readSetKnowledge(libraryPath, setId, parts);
    known.set(setId, knowledge);
    if (knowledge === null)
      diff.notes.push(`The set “${setName}” is not in this library: its decisions cannot be looked up.`);
    diff.noteLists(parts, knowledge);
  }
  for await (const identity of byIdentity(sides.a, sides.b, signal)) {
    const { setId } = identity;
    const counts = {
      a: identity.pairs.filter(({ a }) => a !== null).length,
      b: identity.pairs.filter(({ b }) => b !== null).length,
    };
    const parts = { a: partOf(sides.a, setId), b: partOf(sides.b, setId) };
    diff.add(identity.pairs, { sides, parts, counts, known: known.get(setId) ?? null });
  }
  return diff.result(sides);
}

/** Free words of reviewers make groups; beyond this many, samples are counted under their cause alone. */
const MAX_GROUPS = 500;

type Pair = { readonly a: DiffLine | null; readonly b: DiffLine | null };

/** Lines of either side that belong to one identity. */
async function* byIdentity(a: OpenedSide, b: OpenedSide, signal: CancelSignal) {
  let setId: SetId | null = null;
  let identity = -1;
  let pairs: Pair[] = [];
  for await (const pair of mergeLines(a, b, signal)) {
    const line = pair.a ?? pair.b;
    if (line === null) continue;
    const index = Math.floor(line.key / MAX_SAMPLES_PER_IDENTITY);
    if (line.setId !== setId || index !== identity) {
      if (setId !== null) yield { setId, pairs };
      setId = line.setId;
      identity = index;
      pairs = [];
    }
    pairs.push(pair);
  }
  if (setId !== null) yield { setId, pairs };
}

class Diff {
  readonly notes: string[] = [];
  private readonly groups = new Map<string, Group>();
  private readonly tally = { same: 0, added: 0, removed: 0, changed: 0 };
  private readonly images = { a: 0, b: 0 };

  constructor(private readonly limit: number) {}

  noteLists(parts: Case['parts'], known: SetKnowledge | null): void {
    for (const side of ['a', 'b'] as const) {
      const list = parts[side]?.list ?? null;
      if (list !== null && known !== null && known.list(side) === null)
        this.notes.push(`The frozen list “${list.name}” is no longer kept here: what it left out cannot be told.`);
    }
  }

  add(pairs: readonly Pair[], about: Case): void {
    this.images.a += about.counts.a;
    this.images.b += about.counts.b;
    for (const { a, b } of pairs) {
      const line = b ?? a;
      if (line === null) continue;
      const found = a === null ? whyAdded(line, about) : b === null ? whyRemoved(line, about) : whyChanged(a, b, about);
      if (found === null) this.tally.same++;
      else {
        this.tally[found.change]++;
        this.count(found, line);
      }
    }
  }

  result(sides: Case['sides']): ExportDiff {
    const about = (side: 'a' | 'b'): ExportDiff['a'] => {
      const { name, place, createdAt } = sides[side];
      return { name, place, createdAt, images: this.images[side] };
    };
    const groups = [...this.groups.values()].sort((x, y) => y.count - x.count);
    return {
      a: about('a'),
      b: about('b'),
      ...this.tally,
      settings: settingsOf(sides.a, sides.b),
      groups,
      notes: this.notes,
    };
  }

  private count(found: Cause, line: DiffLine): void {
    const { change, parts, why, at, isNameless } = found;
    let { words, who } = found;
    let key = JSON.stringify([change, parts, why, words, who]);
    if (!this.groups.has(key) && this.groups.size >= MAX_GROUPS) {
      [words, who] = ['in other words, or by others', null];
      key = JSON.stringify([change, parts, why]);
    }
    let group = this.groups.get(key);
    if (group === undefined) {
      group = { change, parts: [...parts], why, words, who, from: at, to: at, count: 0, examples: [] };
      this.groups.set(key, group);
    }
    group.count++;
    if (at !== null) {
      if (group.from === null || at < group.from) group.from = at;
      if (group.to === null || at > group.to) group.to = at;
    }
    if (group.examples.length >= this.limit) return;
    const { setId, sampleId, identity, out } = line;
    group.examples.push({
      setId,
      sampleId,
      identity: isNameless ? '' : identity,
      path: isNameless || out === null ? null : out.entry === '' ? out.path : `${out.path} ${out.entry}`,
    });
  }
}
