import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportEntry, ExportPlan } from '@shared/contract/views';
import { DatasetInfo } from '@shared/domain/exportManifest';
import type { JobId } from '@shared/domain/ids';
import type { ExportSpec } from '@shared/domain/jobs';
import { signOffWords } from '@shared/domain/reviews/signOff';
import { Failure } from '@shared/lib/failure';
import { ioFailure, isMissing } from '../platform/ioFailure';
import { companionCount, draftExport, type ExportDraft } from '../storage/exportDraft';
import type { DraftPart } from '../storage/exportParts';
import type { DiskJobStore } from '../storage/jobStore';
import { readJsonAs } from '../storage/jsonFile';
import { exportsDir } from '../storage/libraryPaths';
import { discardUnfinished } from '../storage/pinnedExport';
import type { ReviewService } from './reviewService';

export interface ExportService {
  /** What an export would hand out and what stands against it; writes nothing. @throws Failure not-found, corrupt-data, invalid-input */
  plan(spec: ExportSpec): Promise<ExportPlan>;
  /** @throws Failure with the code of the first thing that stands against it */
  mustBePossible(spec: ExportSpec): Promise<void>;
  /** Deletes what a dismissed export has left unfinished; what it finished stays. @throws Failure io */
  discardUnfinished(jobId: JobId): Promise<void>;
  /** Finished exports: those in the library's exports/ and those that its jobs put elsewhere. Newest first. */
  list(): Promise<ExportEntry[]>;
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

const planOf = (draft: ExportDraft): ExportPlan => ({
  name: draft.name,
  directory: draft.directory,
  fileCount: draft.layout.files.length + companionCount(draft),
  sizeBytes: draft.sizeBytes,
  freeBytes: draft.freeBytes,
  parts: draft.parts.map(planPart),
  pairsPerFold: draft.pairs?.perFold ?? 0,
  problems: draft.problems.map(({ blocking, code, text, remedy }) => ({ blocking, code, text, remedy })),
});

async function entryOf(directory: string): Promise<ExportEntry | null> {
  try {
    const { name, kind, createdAt, syn, real } = await readJsonAs(join(directory, 'dataset.json'), DatasetInfo);
    return { name, directory, kind, createdAt, fileCount: (syn?.sampleCount ?? 0) + (real?.sampleCount ?? 0) };
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

type SignOffs = Pick<ReviewService, 'signOffState'>;

/** Sign-offs that no longer hold: to be read before the set goes out, no reason to stop it. */
async function signOffCautions(draft: ExportDraft, reviews: SignOffs): Promise<ExportPlan['problems']> {
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

export function createExportService(libraryPath: string, store: DiskJobStore, reviews: SignOffs): ExportService {
  return {
    plan: async (spec) => {
      const draft = await draftExport(libraryPath, spec);
      const plan = planOf(draft);
      return { ...plan, problems: [...plan.problems, ...(await signOffCautions(draft, reviews))] };
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
  };
}
