import { readdir } from 'node:fs/promises';
import { keyOfSample } from '@shared/domain/curationSamples';
import type { SampleDecision } from '@shared/domain/curation';
import { foldCuration } from '@shared/domain/curationState';
import type { SampleId, SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import { readConsents, type ConsentsInForce } from '../consentsInForce';
import { readJournal } from '../curationJournal';
import { frozenListFileName, frozenListsDir, readFrozenList } from '../frozenListFile';
import { setDir } from '../libraryPaths';
import { readSetInfo } from '../setStore';
import { readTombstones } from '../withdrawals/tombstones';
import type { DiffPartInfo } from './diffSides';

/** Who decided something about a sample, when, and in which words. */
export interface Decided {
  readonly decision: SampleDecision['decision'];
  readonly reason: string | null;
  readonly note: string;
  readonly who: string;
  readonly at: string;
  readonly revision: number;
}

export type WhichSide = 'a' | 'b';

/** What the library knows of one set on both sides of a comparison. */
export interface SetKnowledge {
  decided(side: WhichSide, id: SampleId): Decided | null;
  /** When the sample was erased for a withdrawal; null when it was not. */
  erasedAt(key: number): string | null;
  /** Null for a synthetic set. */
  readonly consents: ConsentsInForce | null;
  /** The side's frozen list; null where it has none, or none that is still here. */
  list(side: WhichSide): ReadonlySet<number> | null;
}

type Part = DiffPartInfo | undefined;

/** @returns null where the library has no such set. @throws Failure corrupt-data, io */
export async function readSetKnowledge(
  libraryPath: string,
  setId: SetId,
  parts: Readonly<Record<WhichSide, Part>>,
): Promise<SetKnowledge | null> {
  const info = await infoOrNull(libraryPath, setId);
  if (info === null) return null;
  const { lines } = await readJournal(libraryPath, setId);
  const decisionsOf = (part: Part) => foldCuration(lines, part?.revision ?? Infinity).decisions;
  const decisions = { a: decisionsOf(parts.a), b: decisionsOf(parts.b) };
  const erased = new Map(
    (await readTombstones(setDir(libraryPath, setId))).map(({ sampleId, at }) => [keyOfSample(sampleId), at]),
  );
  const lists = { a: await listOf(libraryPath, setId, parts.a), b: await listOf(libraryPath, setId, parts.b) };
  return {
    decided: (side, id) => {
      const found = decisions[side].get(id);
      // Revision n is line n; the journal's reader has made sure of it.
      const line = found === undefined ? undefined : lines[found.revision - 1];
      if (found === undefined || line === undefined) return null;
      const { decision, reason, revision } = found;
      return { decision, reason, revision, who: line.who, at: line.at, note: 'note' in line ? line.note : '' };
    },
    erasedAt: (key) => erased.get(key) ?? null,
    consents: info.kind === 'real' ? await readConsents(libraryPath, setId) : null,
    list: (side) => lists[side],
  };
}

async function infoOrNull(libraryPath: string, setId: SetId) {
  try {
    return await readSetInfo(libraryPath, setId);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'not-found') return null;
    throw thrown;
  }
}

async function listOf(libraryPath: string, setId: SetId, part: Part): Promise<ReadonlySet<number> | null> {
  if (part === undefined || part.list === null) return null;
  const folder = frozenListsDir(libraryPath);
  const name = frozenListFileName(setId, part.list.sha256);
  try {
    if (!(await readdir(folder)).includes(name)) return null;
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw ioFailure(thrown, 'list the frozen lists', folder);
  }
  return new Set<number>((await readFrozenList(`${folder}/${name}`)).keys);
}
