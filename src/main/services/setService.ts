import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { composedSetId } from '@shared/domain/compose';
import type { SetDetail, SetSummary } from '@shared/contract/views';
import { declaredSyntheticOf, isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { JobRecord } from '@shared/domain/jobState';
import type { SetInfo } from '@shared/domain/setInfo';
import { isEnded } from '@shared/domain/jobState';
import { setIdOfJob, sampleId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { syncDirectory } from '../platform/atomicWrite';
import { ioFailure } from '../platform/ioFailure';
import { appendAudit } from '../storage/auditLog';
import { setDir, setsDir, trashDir } from '../storage/libraryPaths';
import { countColumns } from '../storage/setWriter';
import { readRequestedBalance } from '../storage/requestedBalance';
import { listSets, readSetInfo, updateSetInfo } from '../storage/setStore';
import type { ConsentService } from './consentService';
import type { CurationService } from './curationService';
import type { ReviewService } from './reviewService';
import type { CachedTable, TableCache } from './tableCache';

const MOSAIC_TILES = 16;

export interface SetService {
  /** Newest first. A set whose set.json cannot be read is left out; `faults` names it. */
  list(): Promise<SetSummary[]>;
  faults(): Promise<readonly { readonly setId: string; readonly message: string }[]>;
  get(setId: SetId): Promise<SetDetail>;
  rename(setId: SetId, name: string, who: string): Promise<void>;
  /** Moves the folder to trash/. @throws Failure conflict while a job works on the set */
  remove(setId: SetId, who: string): Promise<void>;
}

export interface SetServiceParts {
  readonly libraryPath: string;
  readonly tables: TableCache;
  readonly curation: CurationService;
  readonly reviews: Pick<ReviewService, 'signOffState' | 'forget'>;
  readonly consent: ConsentService;
  readonly jobs: () => readonly JobRecord[];
}

/** Ids of the sets that a job reads or writes. */
function setsOfJob({ id, spec }: JobRecord): SetId[] {
  switch (spec.kind) {
    case 'generate':
    case 'import':
      return [setIdOfJob(id)];
    case 'place':
      return [spec.setId];
    case 'compose':
      return [composedSetId(spec, id)];
    case 'twin':
      return [spec.setId, setIdOfJob(id)];
    case 'export':
      return [spec.syn, spec.real].flatMap((part) => (part === null ? [] : [part.setId]));
    case 'score':
      return [spec.setId, ...(spec.against ?? [])];
    case 'card':
    case 'withdraw':
      return [spec.setId];
    case 'privacy':
      return [spec.setId, ...(spec.against ?? [])];
    case 'train':
    case 'map':
      return spec.sets;
    case 'verify':
      return spec.source.type === 'set' ? [spec.source.setId] : [];
    case 'prove':
    case 'audit':
    case 'render':
    case 'doctor':
      return [];
  }
}

export function createSetService(parts: SetServiceParts): SetService {
  const { libraryPath, tables, curation, consent } = parts;

  /** Up to 16 samples, of as many identities as there are, evenly spread; none that is excluded or may not be shown. */
  const mosaic = async (info: SetInfo, table: CachedTable): Promise<SampleId[]> => {
    const isExcluded = await curation.isExcluded(info.id);
    const { identityIndex, sampleIndex } = table.columns.integers;
    const tiles: SampleId[] = [];
    const step = Math.max(1, Math.floor(table.columns.count / MOSAIC_TILES));
    for (let start = 0; start < table.columns.count && tiles.length < MOSAIC_TILES; start += step) {
      for (let row = start; row < Math.min(start + step, table.columns.count); row++) {
        const id = sampleId(identityIndex[row] ?? 0, sampleIndex[row] ?? 0);
        if (isExcluded(id)) continue;
        if (info.kind === 'real' && !(await consent.isAllowed(info.id, table.identityNameAt(row), 'display'))) continue;
        tiles.push(id);
        break;
      }
    }
    return tiles;
  };

  const summary = async (info: SetInfo): Promise<SetSummary> => {
    const table = await tables.get(info.id);
    const review = await curation.review(info.id);
    const consents = isOfRealPeople(info) ? await consent.counts(info.id) : null;
    return {
      id: info.id,
      name: info.name,
      kind: info.kind,
      state: info.state,
      createdAt: info.createdAt,
      // While a set is being filled, set.json does not know the counts yet.
      counts: info.state === 'partial' ? countColumns(table.columns) : info.counts,
      review: review.counts,
      revision: review.revision,
      signOff: await parts.reviews.signOffState(info.id),
      mosaic: await mosaic(info, table),
      consent: consents?.consent ?? null,
      consentAlarms: consents?.alarms,
      declaredSynthetic: declaredSyntheticOf(info),
      isHandMade: info.kind === 'syn' && info.composed !== undefined,
      faults: [...table.faults, ...review.faults, ...(consents?.faults ?? [])],
    };
  };

  const mustBeIdle = (setId: SetId): void => {
    const busy = parts.jobs().find((job) => !isEnded(job.state) && setsOfJob(job).includes(setId));
    if (busy === undefined) return;
    throw new Failure({
      code: 'conflict',
      message: `The set is in use by “${busy.title}”.`,
      place: setId,
      remedy: 'Wait for the job or cancel it first.',
    });
  };

  return {
    list: async () => {
      const { infos } = await listSets(libraryPath);
      const summaries: SetSummary[] = [];
      for (const info of infos) summaries.push(await summary(info));
      return summaries;
    },
    faults: async () => (await listSets(libraryPath)).faults,
    get: async (setId) => {
      const info = await readSetInfo(libraryPath, setId);
      return {
        summary: await summary(info),
        info,
        folder: setDir(libraryPath, setId),
        requestedBalance: await readRequestedBalance(libraryPath, info),
      };
    },
    rename: async (setId, name, who) => {
      const before = (await readSetInfo(libraryPath, setId)).name;
      await updateSetInfo(libraryPath, setId, (info) => ({ ...info, name }));
      await appendAudit(libraryPath, { who, action: 'set.rename', subject: setId, detail: { before, after: name } });
    },
    remove: async (setId, who) => {
      const { name } = await readSetInfo(libraryPath, setId);
      mustBeIdle(setId);
      await curation.forget(setId);
      await parts.reviews.forget(setId);
      tables.forget(setId);
      // A colon is no part of a file name on Windows.
      const target = join(trashDir(libraryPath), `${setId} ${new Date().toISOString().replace(/:/g, '-')}`);
      try {
        await mkdir(trashDir(libraryPath), { recursive: true });
        await rename(setDir(libraryPath, setId), target);
        await syncDirectory(setsDir(libraryPath));
      } catch (thrown) {
        throw ioFailure(thrown, 'move the set to the trash', setDir(libraryPath, setId));
      }
      await appendAudit(libraryPath, { who, action: 'set.remove', subject: setId, detail: { name, to: target } });
    },
  };
}
