import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportEntry, ExportPlan } from '@shared/contract/views';
import type { SampleSet } from '@shared/domain/curationSamples';
import type { DiffSide, ExportDiff } from '@shared/domain/exportDiff';
import { DatasetInfo } from '@shared/domain/exportManifest';
import { SIGNATURE_FILE } from '@shared/domain/exportSignature';
import type { JobId, SetId } from '@shared/domain/ids';
import type { ExportSpec, FrozenListRef } from '@shared/domain/jobs';
import type { PrivacyState } from '@shared/domain/privacy';
import { signOffWords } from '@shared/domain/reviews/signOff';
import type { KeyState } from '@shared/domain/signingKey';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { diffExports } from '../storage/exportDiff/diffExports';
import { draftExport, type ExportDraft } from '../storage/exportDraft';
import type { DraftPart } from '../storage/exportParts';
import { keepFrozenList } from '../storage/frozenListFile';
import type { DiskJobStore } from '../storage/jobStore';
import { readJsonAs } from '../storage/jsonFile';
import { exportsDir } from '../storage/libraryPaths';
import { discardUnfinished } from '../storage/pinnedExport';
import { exportChecks, type CheckedSet } from './exportChecks';
import type { ReviewService } from './reviewService';

export interface ExportService {
  /** What an export would hand out and what stands against it; writes nothing. @throws Failure not-found, corrupt-data, invalid-input */
  plan(spec: ExportSpec, outer: OuterState): Promise<ExportPlan>;
  /** @throws Failure with the code of the first thing that stands against it */
  mustBePossible(spec: ExportSpec): Promise<void>;
  /** Deletes what a dismissed export has left unfinished; what it finished stays. @throws Failure io */
  discardUnfinished(jobId: JobId): Promise<void>;
  /** Finished exports: those in the library's exports/ and those that its jobs put elsewhere. Newest first. */
  list(): Promise<ExportEntry[]>;
  /** Keeps a frozen list as a file of the library. @throws Failure disk-full, io */
  keepList(setId: SetId, name: string, samples: SampleSet): Promise<FrozenListRef>;
  /** @throws Failure not-found, corrupt-data, invalid-input, io */
  diff(request: { readonly a: DiffSide; readonly b: DiffSide; readonly limit: number }): Promise<ExportDiff>;
}

/** What belongs to the program and not to the library. */
export interface OuterState {
  readonly key: KeyState;
  /** How long the copying takes, where that was measured. */
  readonly durationMs: (images: number, bytes: number) => Promise<number | null>;
}

/** Where the checks of an export are read from. */
export interface ExportSources {
  readonly reviews: Pick<ReviewService, 'signOffState'>;
  readonly summaryOf: (setId: SetId) => Promise<CheckedSet['summary']>;
  readonly privacyState: (setId: SetId) => Promise<PrivacyState>;
}

const planPart = ({ kind, request, source, selection }: DraftPart): ExportPlan['parts'][number] => ({
  kind,
  setId: request.setId,
  identities: selection.identities.length,
  samples: request.samples,
  fileCount: selection.identities.reduce((sum, { samples }) => sum + samples.length, 0),
  excluded: source.excludedCount,
  withoutConsent: source.withoutConsentCount,
  shortIdentities: selection.shortIdentities.length,
  availableIdentities: selection.availableIdentities,
});

const planOf = (draft: ExportDraft): Omit<ExportPlan, 'durationMs' | 'checks'> => ({
  name: draft.name,
  directory: draft.directory,
  fileCount: draft.layout.files.length,
  sizeBytes: draft.sizeBytes,
  freeBytes: draft.freeBytes,
  parts: draft.parts.map(planPart),
  pairsPerFold: draft.pairs?.perFold ?? 0,
  problems: draft.problems.map(({ blocking, code, text, remedy }) => ({ blocking, code, text, remedy })),
});

async function entryOf(directory: string): Promise<ExportEntry | null> {
  try {
    const info = await readJsonAs(join(directory, 'dataset.json'), DatasetInfo);
    const { name, kind, createdAt, syn, real, format, isMarked } = info;
    return {
      name,
      directory,
      kind,
      createdAt,
      fileCount: (syn?.sampleCount ?? 0) + (real?.sampleCount ?? 0),
      format,
      isMarked,
      declaredSynthetic: info.real?.declaredSynthetic ?? null,
      isSigned: (await readdir(directory)).includes(SIGNATURE_FILE),
    };
  } catch (thrown) {
    // A folder that a person moved away or put there is not an export; nothing is lost by not listing it.
    if (thrown instanceof Failure) return null;
    throw thrown;
  }
}

async function ownExports(libraryPath: string): Promise<string[]> {
  const folder = exportsDir(libraryPath);
  try {
    const names = await readdir(folder);
    return names.filter((name) => !name.startsWith('.')).map((name) => join(folder, name));
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    throw ioFailure(thrown, 'list the exports', folder);
  }
}

/** What a person must have seen before each of these sets goes out. */
async function checkedSets(draft: ExportDraft, { reviews, summaryOf, privacyState }: ExportSources) {
  const checked: CheckedSet[] = [];
  for (const { request } of draft.parts) {
    const { setId } = request;
    const summary = await summaryOf(setId);
    checked.push({ summary, signOff: await reviews.signOffState(setId), privacy: await privacyState(setId) });
  }
  return checked;
}

/** Sign-offs that no longer hold: to be read before the set goes out, no reason to stop it. */
async function signOffCautions(draft: ExportDraft, reviews: ExportSources['reviews']): Promise<ExportPlan['problems']> {
  const cautions: ExportPlan['problems'] = [];
  for (const { request, source } of draft.parts) {
    const state = await reviews.signOffState(request.setId);
    if (state.state !== 'void' && state.state !== 'unreadable') continue;
    cautions.push({
      blocking: false,
      code: 'conflict',
      text: `“${source.info.name}”: ${signOffWords(state)}. ${state.why}`,
      remedy:
        state.state === 'void' ? 'Look at the changes and sign the set off again.' : 'Restore the file from a backup.',
    });
  }
  return cautions;
}

/** Consents were judged by another day than the clock's. */
const clockCautions = (draft: ExportDraft): ExportPlan['problems'] =>
  draft.parts.flatMap(({ source: { clockFault } }) =>
    clockFault === null ? [] : [{ blocking: false, code: 'conflict', text: clockFault, remedy: '' }],
  );

export function createExportService(libraryPath: string, store: DiskJobStore, sources: ExportSources): ExportService {
  return {
    plan: async (spec, { key, durationMs }) => {
      const draft = await draftExport(libraryPath, spec);
      const plan = planOf(draft);
      const { unmarkedReason } = spec;
      return {
        ...plan,
        durationMs: await durationMs(draft.layout.files.length, draft.sizeBytes),
        checks: exportChecks(draft, await checkedSets(draft, sources), { unmarkedReason, key }),
        problems: [...plan.problems, ...clockCautions(draft), ...(await signOffCautions(draft, sources.reviews))],
      };
    },
    mustBePossible: async (spec) => {
      const draft = await draftExport(libraryPath, spec);
      const first = draft.problems.find(({ blocking }) => blocking);
      if (first === undefined) return;
      throw new Failure({ code: first.code, message: first.text, place: draft.directory, remedy: first.remedy });
    },
    discardUnfinished: (jobId) => discardUnfinished(store.runDir(jobId)),
    list: async () => {
      const elsewhere = (await store.list()).flatMap(({ state }) =>
        state.status === 'succeeded' && state.outcome.exportDir !== null ? [state.outcome.exportDir] : [],
      );
      const folders = new Set([...(await ownExports(libraryPath)), ...elsewhere]);
      const entries = await Promise.all([...folders].map(entryOf));
      return entries
        .filter((entry) => entry !== null)
        .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
    },
    keepList: (setId, name, samples) => keepFrozenList(libraryPath, setId, name, samples),
    diff: (request) => diffExports(libraryPath, request, { aborted: false }),
  };
}
