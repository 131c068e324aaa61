import { Failure } from '../../lib/failure';
import type { SampleId } from '../ids';
import type {
  AssignLine,
  BlindTestLine,
  OpinionLine,
  OtherSample,
  PairLine,
  ReviewLine,
  SignOffLine,
} from './reviewLine';

/** The newest line of each pair and of each reviewer's opinion counts; assignments, tests and sign-offs all stay. */
export class ReviewFold {
  private readonly open = new Map<number, AssignLine>();
  private readonly given = new Map<SampleId, Map<string, OpinionLine>>();
  private readonly pairs = new Map<string, PairLine>();
  private readonly tests: BlindTestLine[] = [];
  private readonly signed: SignOffLine[] = [];
  private readonly named = new Set<string>();

  /** @throws Failure corrupt-data when an assignment is taken back that is not there */
  mustFollow(line: ReviewLine): void {
    if (line.action === 'unassign' && !this.open.has(line.target)) throw notAssigned(line.revision, line.target);
  }

  /** @throws Failure as `mustFollow`; the fold stays as it was */
  add(line: ReviewLine): void {
    this.mustFollow(line);
    switch (line.action) {
      case 'assign':
        this.open.set(line.revision, line);
        this.named.add(line.to);
        break;
      case 'unassign':
        this.open.delete(line.target);
        break;
      case 'opinion':
        this.addOpinion(line);
        break;
      case 'pair':
        this.pairs.set(pairKey(line.sample, line.other), line);
        break;
      case 'blind-test':
        this.tests.push(line);
        break;
      case 'sign-off':
        this.signed.push(line);
        break;
    }
    this.named.add(line.who);
  }

  private addOpinion(line: OpinionLine): void {
    const own = this.given.get(line.sample) ?? new Map<string, OpinionLine>();
    this.given.set(line.sample, own);
    // Taken out first: who speaks again comes last.
    own.delete(line.who);
    if (line.decision !== 'undecided') own.set(line.who, line);
    if (own.size === 0) this.given.delete(line.sample);
  }

  /** By the line that made them. */
  get assignments(): ReadonlyMap<number, AssignLine> {
    return this.open;
  }
  /** Opinions in force per sample and reviewer. */
  get opinions(): ReadonlyMap<SampleId, ReadonlyMap<string, OpinionLine>> {
    return this.given;
  }
  get pairVerdicts(): readonly PairLine[] {
    return [...this.pairs.values()].filter(({ verdict }) => verdict !== 'open');
  }
  get blindTests(): readonly BlindTestLine[] {
    return this.tests;
  }
  /** Oldest first. */
  get signOffs(): readonly SignOffLine[] {
    return this.signed;
  }
  /** Everybody who is named in the journal. */
  get reviewers(): readonly string[] {
    return [...this.named].sort();
  }
}

export const pairKey = (sample: SampleId, { setId, sampleId }: OtherSample): string => `${sample} ${setId} ${sampleId}`;

const notAssigned = (revision: number, target: number): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `Line ${revision} takes back assignment ${target}, which is not there.`,
    place: `reviews.jsonl, line ${revision}`,
    remedy: 'Restore reviews.jsonl from a backup; nothing after this line is applied.',
  });
