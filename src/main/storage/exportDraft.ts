import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { layOut, type LaidOutFile, type Layout } from '@shared/domain/exportLayout';
import { isFileFormat } from '@shared/domain/exportFormat';
import { exportName } from '@shared/domain/exportNames';
import { foldPairs, type Fold } from '@shared/domain/foldPairs';
import type { ExportSpec } from '@shared/domain/jobs';
import type { SampleRow } from '@shared/domain/sample';
import type { Origin } from '@shared/domain/setInfo';
import { freeBytesAt } from '../platform/diskSpace';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { partProblems, readPart, type DraftPart, type ExportProblem, type PinnedRevisions } from './exportParts';
import { exportsDir } from './libraryPaths';

export const PAIR_FOLDS = 10;
/** Disks hand out whole blocks; small files take more than their size. */
const BLOCK_BYTES = 4096;
/** Room for folder entry and the like, per image. */
const OVERHEAD_BYTES = 512;
/** What the mark of an image takes (XMP packet with its frame), and its line in manifest.jsonl, as measured on exports of JPEG files. */
export const MARK_BYTES = 500;
export const LINE_BYTES = 450;

export interface DraftPairs {
  readonly folds: readonly Fold[];
  readonly perFold: number;
  /** Files of each pairable identity; `PairSide` counts in these lists. */
  readonly identities: readonly (readonly LaidOutFile<SampleRow>[])[];
}

/** An export worked out to the last file before anything is written. */
export interface ExportDraft {
  readonly name: string;
  /** Folder that the export will be, and the one that it will stand in. */
  readonly directory: string;
  readonly into: string;
  readonly parts: readonly DraftPart[];
  readonly layout: Layout<SampleRow>;
  readonly pairs: DraftPairs | null;
  /** Images with their marks, and the lists beside them. */
  readonly sizeBytes: number;
  readonly freeBytes: number | null;
  readonly problems: readonly ExportProblem[];
}

function draftPairs(layout: Layout<SampleRow>, spec: ExportSpec): DraftPairs | null {
  if (spec.pairsPerFold === 0) return null;
  // A blend of two identities is neither the same person as another blend nor a different one.
  const byLabel = new Map<number, LaidOutFile<SampleRow>[]>();
  for (const file of layout.files) {
    if (file.partner !== null) continue;
    const own = byLabel.get(file.label) ?? [];
    own.push(file);
    byLabel.set(file.label, own);
  }
  const identities = [...byLabel.values()];
  const folds = foldPairs(
    identities.map((files) => ({ group: files[0]?.origin ?? 'syn', sampleCount: files.length })),
    { folds: PAIR_FOLDS, perFold: spec.pairsPerFold, seed: spec.seed },
  );
  return folds === null ? null : { folds, perFold: folds[0]?.genuine.length ?? 0, identities };
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    if (isMissing(thrown)) return false;
    throw ioFailure(thrown, 'look at the target folder', path);
  }
}

async function placeProblems(
  draft: Pick<ExportDraft, 'directory' | 'freeBytes'>,
  needed: number,
): Promise<ExportProblem[]> {
  const problems: ExportProblem[] = [];
  if (await exists(draft.directory))
    problems.push({
      blocking: true,
      code: 'conflict',
      text: `The target exists already: ${draft.directory}`,
      remedy: 'Choose another name or another folder; nothing is overwritten.',
    });
  if (draft.freeBytes !== null && draft.freeBytes < needed)
    problems.push({
      blocking: true,
      code: 'disk-full',
      text: `The export needs about ${Math.ceil(needed / 1e6)} MB, and ${Math.floor(draft.freeBytes / 1e6)} MB are free there.`,
      remedy: 'Free some space, or choose another folder.',
    });
  return problems;
}

/**
 * Works an export out: what goes, where to, under which names and classes, with which pairs, and what stands against it.
 * @param pinned revisions to use instead of the present ones. @throws Failure not-found, corrupt-data, invalid-input, io
 */
export async function draftExport(
  libraryPath: string,
  spec: ExportSpec,
  pinned: PinnedRevisions | null = null,
): Promise<ExportDraft> {
  const parts: DraftPart[] = [];
  if (spec.syn !== null) parts.push(await readPart(libraryPath, 'syn', spec.syn, spec, pinned));
  if (spec.real !== null) parts.push(await readPart(libraryPath, 'real', spec.real, spec, pinned));
  const part = (kind: Origin): DraftPart | null => parts.find((one) => one.kind === kind) ?? null;
  const numbers = (one: DraftPart | null): { identities: number; samples: number } | null =>
    one === null ? null : { identities: one.selection.identities.length, samples: one.request.samples };
  const layout = layOut(
    part('syn')?.selection.identities ?? null,
    part('real')?.selection.identities ?? null,
    spec.naming,
  );
  const real = part('real');
  const isDeclared = real !== null && !isOfRealPeople(real.source.info);
  const name = spec.name ?? exportName({ syn: numbers(part('syn')), real: numbers(real) }, isDeclared);
  const into = spec.into ?? exportsDir(libraryPath);
  const directory = join(into, name);
  const pairs = draftPairs(layout, spec);
  const freeBytes = await freeBytesAt(into);
  const markBytes = spec.unmarkedReason === null ? MARK_BYTES : 0;
  const ownFiles = isFileFormat(spec.format);
  let sizeBytes = 0;
  let needed = 1 << 20;
  for (const { sample } of layout.files) {
    const bytes = sample.sizeBytes + markBytes;
    sizeBytes += bytes + LINE_BYTES;
    needed += (ownFiles ? Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES : bytes) + LINE_BYTES + OVERHEAD_BYTES;
  }
  const problems = parts.flatMap((one) => partProblems(one, spec.allowFewer));
  if (spec.pairsPerFold > 0 && pairs === null && layout.files.length > 0)
    problems.push({
      blocking: false,
      code: 'invalid-input',
      text: `There will be no pairs.txt: ${PAIR_FOLDS} identity-disjoint folds need at least ${2 * PAIR_FOLDS} identities with two unmixed samples.`,
      remedy: 'Export more identities to get verification pairs.',
    });
  if (spec.verificationBin && pairs === null && layout.files.length > 0)
    problems.push({
      blocking: false,
      code: 'invalid-input',
      text: 'There will be no verification.bin: it holds the pairs, and there are none.',
      remedy: 'Export more identities, or ask for pairs.',
    });
  problems.push(...(await placeProblems({ directory, freeBytes }, needed)));
  return { name, directory, into, parts, layout, pairs, sizeBytes, freeBytes, problems };
}
