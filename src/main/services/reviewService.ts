import type { PairVerdictView, ReviewsView, SignOffView, SliceView, StandingView } from '@shared/contract/reviewViews';
import type { Decision, ExclusionReason } from '@shared/domain/curation';
import { keysOf, sampleOfKey } from '@shared/domain/curationSamples';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { BlindTest } from '@shared/domain/reviews/blindTest';
import { cohensKappa } from '@shared/domain/reviews/kappa';
import { agreementCounts, disagreementsOf } from '@shared/domain/reviews/opinions';
import type { AssignmentTask, OtherSample, PairVerdict, Slice } from '@shared/domain/reviews/reviewLine';
import { signOffState, type SignOffState } from '@shared/domain/reviews/signOff';
import { Failure } from '@shared/lib/failure';
import { CurationFollower, type FollowedCuration } from '../storage/curationFollower';
import { openReviewJournal, type ReviewBody, type ReviewJournal } from '../storage/reviewJournal';
import { listSets } from '../storage/setStore';
import { assignmentView, blindGroups, disagreementView, reviewerViews, signOffView } from './reviewAnswers';
import type { TableCache } from './tableCache';

const MAX_DISAGREEMENTS = 1000;
/** A slice that one person works through in the window. */
const MAX_SLICE = 100_000;

interface By {
  readonly setId: SetId;
  readonly who: string;
}

/** Review records of each set: assignments, second opinions, pairs, blind tests, sign-offs. Written before a call returns. */
export interface ReviewService {
  get(setId: SetId): Promise<ReviewsView>;
  /** Everybody named in the records of any set. */
  names(): Promise<string[]>;
  assign(input: By & { to: string; task: AssignmentTask; slice: Slice; note: string }): Promise<number>;
  unassign(input: By & { assignment: number }): Promise<void>;
  slice(setId: SetId, assignment: number): Promise<SliceView>;
  opine(
    input: By & { sample: SampleId; decision: Decision; reason: ExclusionReason | null; note: string },
  ): Promise<void>;
  standing(setId: SetId, samples: readonly SampleId[]): Promise<StandingView[]>;
  pairs(setId: SetId): Promise<PairVerdictView[]>;
  judgePair(
    input: By & { sample: SampleId; other: OtherSample; verdict: PairVerdict; cosine: number | null },
  ): Promise<void>;
  /** @throws Failure conflict when the decisions are no longer at `revision` */
  signOff(input: By & { revision: number; statement: string }): Promise<SignOffView>;
  signOffState(setId: SetId): Promise<SignOffState>;
  saveBlind(test: BlindTest, who: string): Promise<number>;
  /** Lets go of a set whose folder is about to move. */
  forget(setId: SetId): Promise<void>;
  close(): Promise<void>;
}

interface Live {
  readonly journal: ReviewJournal;
  readonly follower: CurationFollower;
}

/** @param libraryReason why the library cannot be written, or null. */
export function createReviewService(
  libraryPath: string,
  tables: TableCache,
  libraryReason: string | null,
): ReviewService {
  const open = new Map<SetId, Promise<Live>>();

  const liveOf = (setId: SetId): Promise<Live> => {
    const held = open.get(setId);
    if (held !== undefined) return held;
    const live = openReviewJournal(libraryPath, setId).then((journal) => ({
      journal,
      follower: new CurationFollower(libraryPath, setId),
    }));
    open.set(setId, live);
    live.catch(() => open.delete(setId));
    return live;
  };

  const follow = ({ journal, follower }: Live): Promise<FollowedCuration> =>
    follower.follow(new Set(journal.fold.signOffs.map(({ curationRevision }) => curationRevision)));

  const mustHave = async (setId: SetId, samples: readonly SampleId[]): Promise<void> => {
    const table = await tables.having(setId, samples);
    const unknown = samples.find((id) => table.rowOf(id) < 0);
    if (unknown !== undefined)
      throw new Failure({ code: 'not-found', message: 'The set has no such sample.', place: unknown });
  };

  const append = async (setId: SetId, body: ReviewBody) => (await liveOf(setId)).journal.append(body);

  const stateOf = async (setId: SetId): Promise<SignOffState> => {
    const live = await liveOf(setId);
    const { readOnlyReason, fold } = live.journal;
    if (readOnlyReason !== null) return { state: 'unreadable', why: readOnlyReason };
    const last = fold.signOffs.at(-1);
    if (last === undefined) return { state: 'none' };
    const curation = await follow(live);
    const { fault } = curation;
    if (fault !== null)
      return { state: 'unreadable', why: `curation.jsonl, line ${fault.line}: ${fault.message.replace(/\.$/, '')}.` };
    const { columns } = await tables.get(setId);
    return signOffState(last, {
      revision: curation.revision,
      changesAfter: (revision) => curation.changesAfter(revision),
      hashOf: (revision) => curation.hashOf(revision),
      samples: columns.count,
    });
  };

  const assignmentOf = ({ journal }: Live, assignment: number) => {
    const line = journal.fold.assignments.get(assignment);
    if (line !== undefined) return line;
    throw new Failure({ code: 'not-found', message: 'There is no such assignment.', place: String(assignment) });
  };

  const get = async (setId: SetId): Promise<ReviewsView> => {
    const live = await liveOf(setId);
    const { fold, readOnlyReason, faults } = live.journal;
    const curation = await follow(live);
    const { columns, erased } = await tables.get(setId);
    const gone = new Set(erased);
    const all = disagreementsOf(fold.opinions, (id) => curation.standingOf(id)).filter(
      ({ sample }) => !gone.has(sample),
    );
    const unsettled = all.filter(({ isSettled }) => !isSettled);
    const settled = all.filter(({ isSettled }) => isSettled);
    const { fault } = curation;
    const lost = (decision: 'keep' | 'exclude'): number =>
      erased.filter((id) => curation.standingOf(id)?.decision === decision).length;
    const kept = curation.kept - lost('keep');
    const excluded = curation.excluded - lost('exclude');
    return {
      setId,
      curationRevision: curation.revision,
      counts: { kept, excluded, undecided: Math.max(0, columns.count - kept - excluded) },
      signOff: await stateOf(setId),
      signOffs: fold.signOffs.map(signOffView).reverse(),
      reviewers: reviewerViews(fold, curation),
      assignments: [...fold.assignments.values()].map((line) => assignmentView(line, fold, curation, gone)),
      disagreements: [...unsettled, ...settled]
        .slice(0, MAX_DISAGREEMENTS)
        .map((one) => disagreementView(one, curation)),
      disagreementCounts: { open: unsettled.length, settled: settled.length },
      agreement: agreementCounts(fold.opinions).map(({ a, b, table: [keep, exclude] }) => ({
        a,
        b,
        table: [[...keep], [...exclude]],
        ...cohensKappa([keep, exclude]),
      })),
      blindTests: blindGroups(fold.blindTests),
      falseAlarms: fold.pairVerdicts.length,
      readOnlyReason: readOnlyReason ?? libraryReason,
      faults: [...faults, ...(fault === null ? [] : [`curation.jsonl, line ${fault.line}: ${fault.message}.`])],
    };
  };

  return {
    get,
    names: async () => {
      // Of the sets' own files only: no sample table is read for a menu.
      const { infos } = await listSets(libraryPath);
      const named = await Promise.all(infos.map(async ({ id }) => (await liveOf(id)).journal.fold.reviewers));
      return [...new Set(named.flat())].sort();
    },
    assign: async ({ setId, to, task, slice, note, who }) => {
      const keys = keysOf(slice.samples);
      if (keys.length > MAX_SLICE)
        throw new Failure({
          code: 'invalid-input',
          message: `A slice has at most ${MAX_SLICE} samples; this one has ${keys.length}.`,
          remedy: 'Assign it in parts.',
        });
      await mustHave(setId, Array.from(keys, sampleOfKey));
      return (await append(setId, { action: 'assign', to, task, slice, note, who })).revision;
    },
    unassign: async ({ setId, assignment, who }) => {
      assignmentOf(await liveOf(setId), assignment);
      await append(setId, { action: 'unassign', target: assignment, who });
    },
    slice: async (setId, assignment) => {
      const live = await liveOf(setId);
      const line = assignmentOf(live, assignment);
      const { fold } = live.journal;
      const curation = await follow(live);
      const gone = new Set((await tables.get(setId)).erased);
      const ids = Array.from(keysOf(line.slice.samples), sampleOfKey).filter((id) => !gone.has(id));
      const isOwn = (id: SampleId): boolean => {
        const standing = curation.standingOf(id);
        return standing !== null && standing.decision !== 'undecided' && standing.who === line.to;
      };
      const samples = line.task === 'decide' ? ids : ids.filter((id) => !isOwn(id));
      const own = samples.flatMap((sample) => {
        const opinion = fold.opinions.get(sample)?.get(line.to);
        return opinion === undefined ? [] : [{ sample, decision: opinion.decision }];
      });
      return { assignment: assignmentView(line, fold, curation, gone), samples, own };
    },
    opine: async ({ setId, sample, decision, reason, note, who }) => {
      await mustHave(setId, [sample]);
      const curation = await follow(await liveOf(setId));
      const first = curation.standingOf(sample);
      if (first !== null && first.decision !== 'undecided' && first.who === who)
        throw new Failure({
          code: 'invalid-input',
          message: 'A second opinion comes from somebody else: this sample was decided under the same name.',
          place: sample,
          remedy: 'Choose another reviewer, or decide it again in the gallery.',
        });
      const { revision: curationRevision } = curation;
      await append(setId, { action: 'opinion', sample, decision, reason, note, curationRevision, first, who });
    },
    standing: async (setId, samples) => {
      const curation = await follow(await liveOf(setId));
      return samples.flatMap((sample) => {
        const held = curation.standingOf(sample);
        if (held === null || held.decision === 'undecided') return [];
        return [{ sample, decision: held.decision, who: held.who }];
      });
    },
    pairs: async (setId) =>
      (await liveOf(setId)).journal.fold.pairVerdicts.map(({ sample, other, who, at }) => ({ sample, other, who, at })),
    judgePair: async ({ setId, sample, other, verdict, cosine, who }) => {
      await Promise.all([mustHave(setId, [sample]), mustHave(other.setId, [other.sampleId])]);
      await append(setId, { action: 'pair', sample, other, verdict, cosine, who });
    },
    signOff: async ({ setId, revision, statement, who }) => {
      const { curationRevision, counts, disagreementCounts } = await get(setId);
      const live = await liveOf(setId);
      const curation = await follow(live);
      if (curation.fault !== null || live.journal.readOnlyReason !== null)
        throw new Failure({
          code: 'corrupt-data',
          message: 'A set with a broken journal cannot be signed off.',
          place: live.journal.readOnlyReason ?? `curation.jsonl, line ${curation.fault?.line ?? 0}`,
          remedy: 'Restore the file from a backup.',
        });
      if (curationRevision !== revision)
        throw new Failure({
          code: 'conflict',
          message: `The decisions have moved on to revision ${curationRevision} since you looked (revision ${revision}).`,
          place: setId,
          remedy: 'Look at what has changed, then sign again.',
        });
      const curationHash = curation.hashOf(revision);
      if (curationHash === null)
        throw new Failure({ code: 'conflict', message: 'A decision came in between. Sign again.' });
      const line = await append(setId, {
        action: 'sign-off',
        curationRevision,
        curationHash,
        counts: { ...counts, openDisagreements: disagreementCounts.open },
        statement,
        who,
      });
      if (line.action !== 'sign-off') throw new Failure({ code: 'internal', message: 'A sign-off was written.' });
      return signOffView(line);
    },
    signOffState: stateOf,
    saveBlind: async (test, who) => (await append(test.other.setId, { action: 'blind-test', test, who })).revision,
    forget: async (setId) => {
      const live = open.get(setId);
      open.delete(setId);
      await (await live)?.journal.close();
    },
    close: async () => {
      const all = await Promise.allSettled(open.values());
      open.clear();
      for (const one of all) if (one.status === 'fulfilled') await one.value.journal.close();
    },
  };
}
