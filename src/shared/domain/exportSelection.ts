import { Rng } from '../lib/rng';

/** Names the stream of random numbers that draws the samples of an export. */
const EXPORT_DRAW = 0x45585044;

/** What the selection must know of a sample; a `SampleRow` is one. */
export interface SelectableSample {
  readonly identityIndex: number;
  readonly sampleIndex: number;
  readonly identityName: string;
  /** Identity Mixup: the other identity of the blend, or −1. */
  readonly partnerIndex: number;
}

export interface SelectionRequest {
  /** Exact number of identities, or null for all that have enough samples. */
  readonly identities: number | null;
  /** Samples per identity. */
  readonly samples: number;
  /** Take identities with fewer (at least one) too. */
  readonly allowFewer: boolean;
  readonly seed: number;
}

export interface SelectedIdentity<T> {
  readonly identityIndex: number;
  readonly identityName: string;
  /** In order of sample index. */
  readonly samples: readonly T[];
}

export interface Selection<T> {
  /** In order of identity index. */
  readonly identities: readonly SelectedIdentity<T>[];
  /** Identities that would go out if all were asked for. */
  readonly availableIdentities: number;
  /** Identities with some usable samples but fewer than asked: left out, or with `allowFewer` taken as they are. */
  readonly shortIdentities: readonly { readonly identityName: string; readonly samples: number }[];
  /** Usable samples of the chosen identities that stay because their mixing partner does not go out. */
  readonly partnerOutside: number;
}

interface Group<T> {
  readonly identityIndex: number;
  readonly identityName: string;
  readonly samples: T[];
}

function groupByIdentity<T extends SelectableSample>(samples: readonly T[]): Group<T>[] {
  const groups = new Map<number, Group<T>>();
  for (const sample of samples) {
    const { identityIndex, identityName } = sample;
    const group = groups.get(identityIndex) ?? { identityIndex, identityName, samples: [] };
    group.samples.push(sample);
    groups.set(identityIndex, group);
  }
  return [...groups.values()].sort((a, b) => a.identityIndex - b.identityIndex);
}

/** The group's samples whose partner, if any, is among the chosen: SynFace's label of a mixed sample names both classes. */
const within = <T extends SelectableSample>(group: Group<T>, chosen: ReadonlySet<number>): T[] =>
  group.samples.filter((sample) => sample.partnerIndex === -1 || chosen.has(sample.partnerIndex));

/**
 * The first `count` groups, in order, that have `least` samples each when only partners among these groups count. Who falls short
 * is dropped and the next in order moves up until all have enough; for all groups (`count` null) this is the largest such choice.
 */
function chooseGroups<T extends SelectableSample>(
  groups: readonly Group<T>[],
  count: number | null,
  least: number,
): Group<T>[] {
  let pool = groups.filter((group) => group.samples.length >= least);
  for (;;) {
    const chosen = pool.slice(0, count ?? pool.length);
    const indices = new Set(chosen.map((group) => group.identityIndex));
    const failing = new Set(chosen.filter((group) => within(group, indices).length < least));
    if (failing.size === 0) return chosen;
    pool = pool.filter((group) => !failing.has(group));
  }
}

/** Exactly `count` of the samples, drawn by the identity's own stream, in their order. */
function draw<T extends SelectableSample>(samples: readonly T[], count: number, seed: number, identity: number): T[] {
  if (samples.length <= count) return [...samples];
  const drawn = new Rng(seed, EXPORT_DRAW, identity).shuffle([...samples]).slice(0, count);
  return drawn.sort((a, b) => a.sampleIndex - b.sampleIndex);
}

/**
 * Chooses what an export hands out: identities in order, samples by chance. The same usable samples, request and seed give the
 * same choice, whatever order the samples come in.
 * @param usable samples that may go out: neither excluded nor without consent.
 */
export function selectSamples<T extends SelectableSample>(
  usable: readonly T[],
  request: SelectionRequest,
): Selection<T> {
  const groups = groupByIdentity(usable);
  for (const group of groups) group.samples.sort((a, b) => a.sampleIndex - b.sampleIndex);
  const least = request.allowFewer ? 1 : request.samples;
  const all = chooseGroups(groups, null, least);
  const chosen = request.identities === null ? all : chooseGroups(groups, request.identities, least);
  const indices = new Set(chosen.map((group) => group.identityIndex));
  let partnerOutside = 0;
  const short: { identityName: string; samples: number }[] = [];
  const identities = chosen.map((group) => {
    const eligible = within(group, indices);
    partnerOutside += group.samples.length - eligible.length;
    if (eligible.length < request.samples) short.push({ identityName: group.identityName, samples: eligible.length });
    return {
      identityIndex: group.identityIndex,
      identityName: group.identityName,
      samples: draw(eligible, request.samples, request.seed, group.identityIndex),
    };
  });
  if (!request.allowFewer) {
    const available = new Set(all.map((group) => group.identityIndex));
    for (const group of groups) {
      const count = within(group, available).length;
      if (count < request.samples) short.push({ identityName: group.identityName, samples: count });
    }
  }
  return { identities, availableIdentities: all.length, shortIdentities: short, partnerOutside };
}
