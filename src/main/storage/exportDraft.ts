import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { layOut, type LaidOutFile, type Layout } from '@shared/domain/exportLayout';
import { exportName } from '@shared/domain/exportNames';
import { selectSamples, type Selection } from '@shared/domain/exportSelection';
import { foldPairs, type Fold } from '@shared/domain/foldPairs';
import type { ExportPart, ExportSpec } from '@shared/domain/jobs';
import type { SampleRow } from '@shared/domain/sample';
import type { Origin } from '@shared/domain/setInfo';
import { Failure, type ErrorCode } from '@shared/lib/failure';
import { freeBytesAt } from '../platform/diskSpace';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { exportsDir } from './libraryPaths';
import { readUsableSamples, type UsableSamples } from './usableSamples';

export const PAIR_FOLDS = 10;
/** Disks hand out whole blocks; small files take more than their size. */
const BLOCK_BYTES = 4096;
/** Room for manifest line, folder entry and the like, per file. */
const OVERHEAD_BYTES = 1024;

export interface DraftPart {
  readonly kind: Origin;
  readonly request: ExportPart;
  readonly source: UsableSamples;
  readonly selection: Selection<SampleRow>;
}

export interface ExportProblem {
  readonly blocking: boolean;
  readonly code: ErrorCode;
  readonly text: string;
  readonly remedy: string;
}

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
  readonly imageBytes: number;
  readonly freeBytes: number | null;
  readonly problems: readonly ExportProblem[];
}

/** Revisions that an interrupted export was begun with. */
export interface PinnedRevisions {
  readonly syn: number | null;
  readonly real: number | null;
}

async function readPart(
  libraryPath: string,
  kind: Origin,
  request: ExportPart,
  spec: ExportSpec,
  pinned: PinnedRevisions | null,
): Promise<DraftPart> {
  const revision = pinned?.[kind] ?? null;
  const source = await readUsableSamples(
    libraryPath,
    request.setId,
    'export',
    revision === null ? {} : { upToRevision: revision },
  );
  if (source.info.kind !== kind) {
    throw new Failure({
      code: 'invalid-input',
      message: `The set “${source.info.name}” is ${source.info.kind === 'real' ? 'of real people' : 'synthetic'} and was given as the other part.`,
      place: request.setId,
      remedy: 'Name synthetic sets as the synthetic part and real ones as the real part.',
    });
  }
  const { identities, samples } = request;
  const selection = selectSamples(source.rows, { identities, samples, allowFewer: spec.allowFewer, seed: spec.seed });
  return { kind, request, source, selection };
}

function partProblems({ request, source, selection }: DraftPart, allowFewer: boolean): ExportProblem[] {
  const { info } = source;
  const problems: ExportProblem[] = [];
  const block = (code: ErrorCode, text: string, remedy: string): void => {
    problems.push({ blocking: true, code, text, remedy });
  };
  const note = (text: string, remedy: string): void => {
    problems.push({ blocking: false, code: 'invalid-input', text, remedy });
  };
  if (info.state === 'partial')
    block('conflict', `“${info.name}” is not complete.`, 'Resume the job that makes it, or wait for its end.');
  const chosen = selection.identities.length;
  if (chosen === 0 && info.kind === 'real' && source.rows.length === 0 && source.withoutConsentCount > 0)
    block(
      'no-consent',
      `No subject of “${info.name}” has a valid consent for export.`,
      'Read a consent file that allows the purpose “export”.',
    );
  else if (chosen === 0 || (request.identities !== null && chosen < request.identities))
    block(
      'invalid-input',
      `“${info.name}” has ${selection.availableIdentities} identities with ${allowFewer ? 'usable' : `${request.samples} usable`} samples, ${request.identities ?? 'at least 1'} are asked for.`,
      selection.shortIdentities.length > 0 && !allowFewer
        ? 'Ask for fewer samples per identity or fewer identities, or allow identities with fewer samples.'
        : 'Ask for fewer identities.',
    );
  if (source.withoutConsentCount > 0)
    note(
      `${source.withoutConsentCount} samples of “${info.name}” stay here: their subjects gave no valid consent for export.`,
      'Read a newer consent file if that is out of date.',
    );
  if (selection.partnerOutside > 0)
    note(
      `${selection.partnerOutside} mixed samples of “${info.name}” stay here: their partner identity does not go out.`,
      'Export all identities to keep them.',
    );
  if (selection.shortIdentities.length > 0) {
    const count = selection.shortIdentities.length;
    const fate = allowFewer ? 'go out with what they have' : 'are left out';
    note(`${count} identities of “${info.name}” have fewer than ${request.samples} usable samples and ${fate}.`, '');
  }
  return problems;
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
  const layout = layOut(part('syn')?.selection.identities ?? null, part('real')?.selection.identities ?? null);
  const name = spec.name ?? exportName({ syn: numbers(part('syn')), real: numbers(part('real')) });
  const into = spec.into ?? exportsDir(libraryPath);
  const directory = join(into, name);
  const pairs = draftPairs(layout, spec);
  const freeBytes = await freeBytesAt(into);
  let imageBytes = 0;
  let needed = 1 << 20;
  for (const { sample } of layout.files) {
    imageBytes += sample.sizeBytes;
    needed += Math.ceil(sample.sizeBytes / BLOCK_BYTES) * BLOCK_BYTES + OVERHEAD_BYTES;
  }
  const problems = parts.flatMap((one) => partProblems(one, spec.allowFewer));
  if (spec.pairsPerFold > 0 && pairs === null && layout.files.length > 0)
    problems.push({
      blocking: false,
      code: 'invalid-input',
      text: `There will be no pairs.txt: ${PAIR_FOLDS} identity-disjoint folds need at least ${2 * PAIR_FOLDS} identities with two unmixed samples.`,
      remedy: 'Export more identities to get verification pairs.',
    });
  problems.push(...(await placeProblems({ directory, freeBytes }, needed)));
  return { name, directory, into, parts, layout, pairs, imageBytes, freeBytes, problems };
}

/** How many files an export has besides its images: manifest, dataset.json, README.txt and, where there are any, pairs and the choice of identities. */
export const companionCount = (draft: Pick<ExportDraft, 'pairs' | 'parts'>): number =>
  (draft.pairs === null ? 3 : 4) + (draft.parts.some(hasIdentityPlan) ? 1 : 0);

const hasIdentityPlan = ({ source: { info } }: DraftPart): boolean =>
  info.kind === 'syn' && info.identitiesSha256 !== undefined;
