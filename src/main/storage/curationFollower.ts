import { open } from 'node:fs/promises';
import { CurationLine } from '@shared/domain/curation';
import { CurationFold } from '@shared/domain/curationFold';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { FirstDecision } from '@shared/domain/reviews/reviewLine';
import { Failure } from '@shared/lib/failure';
import { sha256Hex } from '../platform/hash';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { FIRST_PREVIOUS, type LineFault } from './jsonlFile';
import { faultsOf } from './jsonFile';
import { curationFile } from './libraryPaths';

const LINE_FEED = 10;
const CHUNK_BYTES = 1 << 20;

/** A set's decisions as a reader beside the one who decides sees them: who decided what, and which lines changed a decision. */
export interface FollowedCuration {
  readonly revision: number;
  readonly kept: number;
  readonly excluded: number;
  /** The first line that cannot be trusted; nothing after it is counted. */
  readonly fault: LineFault | null;
  standingOf(id: SampleId): FirstDecision | null;
  isDecided(key: number): boolean;
  /** Lines after `revision` that decided something or took a decision back. */
  changesAfter(revision: number): number;
  /** Of the revisions named in `keepHashesOf` and the last one; null for others. */
  hashOf(revision: number): string | null;
  /** How many samples each person's standing decisions are about. */
  deciders(): ReadonlyMap<string, number>;
}

/** Reads on where it stopped, so that looking again costs what was added since. */
export class CurationFollower implements FollowedCuration {
  private fold = new CurationFold();
  private authors: string[] = [];
  private changes: number[] = [];
  private hashes = new Map<number, string>();
  private readBytes = 0;
  private lastHash = FIRST_PREVIOUS;
  private broken: LineFault | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly libraryPath: string,
    private readonly setId: SetId,
  ) {}

  /** @param keepHashesOf revisions that somebody signed. @throws Failure io */
  follow(keepHashesOf: ReadonlySet<number>): Promise<FollowedCuration> {
    const mine = this.turn.then(async () => {
      // A revision that was not asked for when it was read: read again, it happens once per sign-off made elsewhere.
      if ([...keepHashesOf].some((revision) => revision < this.revision && !this.hashes.has(revision)))
        this.startOver();
      await this.readOn(keepHashesOf);
      return this;
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  get revision(): number {
    return this.fold.revision;
  }
  get kept(): number {
    return this.fold.keptCount;
  }
  get excluded(): number {
    return this.fold.excludedCount;
  }
  get fault(): LineFault | null {
    return this.broken;
  }

  standingOf(id: SampleId): FirstDecision | null {
    const standing = this.fold.get(id);
    return standing === undefined ? null : { ...standing, who: this.authorOf(standing.revision) };
  }

  isDecided(key: number): boolean {
    const standing = this.fold.decisionAt(key);
    return standing !== undefined && standing.decision !== 'undecided';
  }

  changesAfter(revision: number): number {
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.changes[middle] ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return this.changes.length - low;
  }

  hashOf(revision: number): string | null {
    if (revision === 0) return FIRST_PREVIOUS;
    return revision === this.revision ? this.lastHash : (this.hashes.get(revision) ?? null);
  }

  deciders(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    this.fold.forEachDecision((_key, { decision, revision }) => {
      if (decision === 'undecided') return;
      const who = this.authorOf(revision);
      counts.set(who, (counts.get(who) ?? 0) + 1);
    });
    return counts;
  }

  private authorOf(revision: number): string {
    return this.authors[revision - 1] ?? 'unknown';
  }

  private startOver(): void {
    this.fold = new CurationFold();
    this.authors = [];
    this.changes = [];
    this.hashes = new Map();
    this.readBytes = 0;
    this.lastHash = FIRST_PREVIOUS;
    this.broken = null;
  }

  private async readOn(keepHashesOf: ReadonlySet<number>): Promise<void> {
    const path = curationFile(this.libraryPath, this.setId);
    try {
      const handle = await open(path, 'r');
      try {
        const { size } = await handle.stat();
        if (size < this.readBytes) this.startOver();
        let rest: Uint8Array = Buffer.alloc(0);
        for (let at = this.readBytes; at < size && this.broken === null;) {
          const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, size - at));
          const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
          if (bytesRead === 0) break;
          at += bytesRead;
          rest = this.takeLines(Buffer.concat([rest, chunk.subarray(0, bytesRead)]), keepHashesOf);
        }
      } finally {
        await handle.close();
      }
    } catch (thrown) {
      if (isMissing(thrown)) this.startOver();
      else throw ioFailure(thrown, 'read the decisions', path);
    }
  }

  /** @returns the bytes of an unfinished last line */
  private takeLines(bytes: Buffer, keepHashesOf: ReadonlySet<number>): Uint8Array {
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0 && this.broken === null; end = bytes.indexOf(LINE_FEED, start)) {
      this.takeLine(bytes.toString('utf8', start, end), keepHashesOf);
      this.readBytes += end + 1 - start;
      start = end + 1;
    }
    return bytes.subarray(start);
  }

  private takeLine(text: string, keepHashesOf: ReadonlySet<number>): void {
    const number = this.revision + 1;
    const parsed = CurationLine.safeParse(parseOrNull(text));
    if (!parsed.success) {
      this.broken = { line: number, message: faultsOf(parsed.error) };
      return;
    }
    const { data } = parsed;
    if (data.revision !== number || data.previous !== this.lastHash) {
      this.broken = { line: number, message: 'does not carry the number and hash that follow the line before' };
      return;
    }
    try {
      const { facet } = this.fold.add(data);
      if (facet.kind === 'decision') this.changes.push(number);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      this.broken = { line: number, message: thrown.message };
      return;
    }
    this.authors.push(data.who);
    this.lastHash = sha256Hex(text);
    if (keepHashesOf.has(number)) this.hashes.set(number, this.lastHash);
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
