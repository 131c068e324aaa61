import type { CurationChange, LibrarySummary } from '@shared/contract/views';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { SamplesPart, SampleTexts } from '@shared/domain/sample';
import type { JobEvent, JobRecord } from '@shared/domain/jobState';
import { Failure } from '@shared/lib/failure';
import type { Clock } from '../jobs/clock';
import type { JobPlace, Signer } from '../jobs/jobContext';
import { isSigned } from '../jobs/jobKinds';
import { createJobQueue, type JobQueue } from '../jobs/jobQueue';
import type { WorkerHost } from '../jobs/workerHost';
import { freeBytesAt } from '../platform/diskSpace';
import { createJobStore, type DiskJobStore } from '../storage/jobStore';
import { openLibrary, type OpenLibrary } from '../storage/libraryFolder';
import { existingInside, setDir } from '../storage/libraryPaths';
import { encodeWindowColumns } from '../storage/samples/arrowColumns';
import { readSetInfo } from '../storage/setStore';
import { createBlindService, type BlindService } from './blindService';
import type { ConsentFileReader } from './consent/importConsents';
import { createConsentService, type ConsentService } from './consentService';
import { createCurationService, type CurationService } from './curationService';
import { createExportService, type ExportService } from './exportService';
import { createImportService, type ImportService } from './importService';
import { jobsAsLeft } from './jobsAsLeft';
import { createPrivacyService, type PrivacyService } from './privacyService';
import { createReviewService, type ReviewService } from './reviewService';
import { createMapService, type MapService } from './mapService';
import { createRunService, type RunService } from './runService';
import { createSampleService, type SampleService } from './sampleService';
import { createScoreService, type ScoreService } from './scoreService';
import { createSetService, type SetService } from './setService';
import { createTableCache } from './tableCache';
import { createWithdrawalService, type WithdrawalService } from './withdrawalService';

export interface OpenedLibraryOptions {
  readonly path: string;
  readonly readOnly: boolean;
  readonly host: WorkerHost;
  readonly clock: Clock;
  readonly place: Omit<JobPlace, 'jobId' | 'runDir' | 'libraryPath'>;
  readonly readConsentFile: ConsentFileReader;
  /** The key for what leaves this library. */
  readonly signer: (libraryPath: string) => Promise<Signer>;
  readonly onFault: (message: string, thrown: unknown) => void;
  readonly onJobEvent: (event: JobEvent, record: JobRecord) => void;
  readonly onCurationChange: (change: CurationChange) => void;
}

/** One open library with all that works on it; everything here ends with `close`. */
export interface OpenedLibrary {
  readonly library: OpenLibrary;
  readonly sets: SetService;
  readonly samples: SampleService;
  readonly curation: CurationService;
  readonly reviews: ReviewService;
  readonly blind: BlindService;
  readonly consent: ConsentService;
  readonly imports: ImportService;
  readonly exports: ExportService;
  readonly maps: MapService;
  readonly scores: ScoreService;
  readonly privacy: PrivacyService;
  readonly runs: RunService;
  readonly withdrawals: WithdrawalService;
  /** @throws Failure conflict when the library is open for reading only */
  writableQueue(): JobQueue;
  /** @throws Failure conflict when the library is open for reading only */
  mustBeWritable(): void;
  jobs(): Promise<readonly JobRecord[]>;
  snapshot(jobId: JobRecord['id']): Promise<{ seq: number; record: JobRecord }>;
  summary(): Promise<LibrarySummary>;
  samplesArrow(setId: SetId, part?: SamplesPart): Promise<Uint8Array>;
  /** @throws Failure not-found */
  sampleTexts(setId: SetId, id: SampleId): Promise<SampleTexts>;
  /** @throws Failure not-found; no-consent for a real subject who may not be shown */
  sampleFile(setId: SetId, id: SampleId): Promise<SampleFile>;
  /** @throws Failure not-found, invalid-input, no-consent */
  originalFile(setId: SetId, path: string): Promise<string>;
  /** The picture that a sample was cut from. @throws Failure not-found, invalid-input, no-consent */
  sourceFile(setId: SetId, id: SampleId): Promise<string>;
  close(): Promise<void>;
}

/** A stored crop, and whether a real person is on it. */
export interface SampleFile {
  readonly path: string;
  readonly isReal: boolean;
}

export async function openOpenedLibrary(options: OpenedLibraryOptions): Promise<OpenedLibrary> {
  const library = await openLibrary(options.path, { readOnly: options.readOnly });
  try {
    return await assemble(library, options);
  } catch (thrown) {
    await library.close();
    throw thrown;
  }
}

async function assemble(library: OpenLibrary, options: OpenedLibraryOptions): Promise<OpenedLibrary> {
  const { path, readOnlyReason } = library;
  const store = createJobStore(path);
  // A queue calls unfinished jobs interrupted and writes so: only the program that holds the lock may do that.
  const queue = readOnlyReason === null ? await startQueue(library, store, options) : null;
  const tables = createTableCache(path);
  const curation = createCurationService(path, tables, readOnlyReason, options.onCurationChange);
  const consent = createConsentService(path, tables, options.readConsentFile);
  const reviews = createReviewService(path, tables, readOnlyReason);
  const imports = createImportService(path, tables);
  const privacy = createPrivacyService(path);
  const sets = createSetService({
    libraryPath: path,
    tables,
    curation,
    reviews,
    consent,
    jobs: () => queue?.list() ?? [],
  });

  const mustBeWritable = (): void => {
    if (readOnlyReason !== null) throw new Failure({ code: 'conflict', message: readOnlyReason, place: path });
  };
  const jobs = async (): Promise<readonly JobRecord[]> =>
    queue?.list() ?? (await jobsAsLeft(path, store)).filter(({ dismissed }) => dismissed !== true).reverse();
  const mustBeShown = async (setId: SetId, subject: string): Promise<void> => {
    if (await consent.isAllowed(setId, subject, 'display')) return;
    throw new Failure({
      code: 'no-consent',
      message: 'The person has not agreed to be shown.',
      place: subject,
      remedy: 'Read a consent file that allows the purpose “display”.',
    });
  };
  const kinds = new Map<SetId, 'syn' | 'real'>();
  const kindOf = async (setId: SetId): Promise<'syn' | 'real'> => {
    const kind = kinds.get(setId) ?? (await readSetInfo(path, setId)).kind;
    kinds.set(setId, kind);
    return kind;
  };

  return {
    library,
    sets,
    samples: createSampleService(path, tables),
    curation,
    reviews,
    blind: createBlindService(path, { tables, curation, consent, reviews }),
    consent,
    imports,
    exports: createExportService(path, store, {
      reviews,
      summaryOf: async (setId) => (await sets.get(setId)).summary,
      privacyState: (setId) => privacy.privacyState(setId),
    }),
    maps: createMapService(path, tables),
    scores: createScoreService(path, tables, readOnlyReason === null),
    privacy,
    runs: createRunService(store, () => queue?.list() ?? []),
    withdrawals: createWithdrawalService(path, store),
    writableQueue: () => {
      mustBeWritable();
      if (queue === null) throw new Failure({ code: 'internal', message: 'A writable library has a queue.' });
      return queue;
    },
    mustBeWritable,
    jobs,
    snapshot: async (jobId) => {
      if (queue !== null) return queue.snapshot(jobId);
      const record = (await jobsAsLeft(path, store)).find(({ id }) => id === jobId);
      if (record !== undefined) return { seq: 0, record };
      throw new Failure({ code: 'not-found', message: 'There is no such job in this library.', place: jobId });
    },
    summary: async () => ({
      id: library.id,
      name: library.name,
      path,
      freeBytes: await freeBytesAt(path),
      readOnlyReason,
    }),
    samplesArrow: async (setId, part) => {
      await kindOf(setId); // a set that is not there is an error, not an empty table
      return encodeWindowColumns((await tables.get(setId)).columns, part);
    },
    sampleTexts: async (setId, id) => {
      await kindOf(setId);
      const table = await tables.having(setId, [id]);
      const row = table.rowOf(id);
      if (row < 0) throw new Failure({ code: 'not-found', message: 'The set has no such sample.', place: id });
      return {
        file: table.textAt('file', row),
        sha256: table.textAt('sha256', row),
        source: table.textAt('source', row),
        original: await imports.sourceState(setId, id),
      };
    },
    sampleFile: async (setId, id) => {
      const kind = await kindOf(setId);
      const table = await tables.having(setId, [id]);
      const row = table.rowOf(id);
      if (row < 0) throw new Failure({ code: 'not-found', message: 'The set has no such sample.', place: id });
      if (kind === 'real') await mustBeShown(setId, table.identityNameAt(row));
      return { path: await existingInside(setDir(path, setId), table.textAt('file', row)), isReal: kind === 'real' };
    },
    originalFile: async (setId, original) => {
      const { file, subject } = await imports.original(setId, original);
      await mustBeShown(setId, subject);
      return file;
    },
    sourceFile: async (setId, id) => {
      const { file, subject } = await imports.source(setId, id);
      await mustBeShown(setId, subject);
      return file;
    },
    close: async () => {
      await queue?.close();
      await curation.close();
      await reviews.close();
      await library.close();
    },
  };
}

async function startQueue(library: OpenLibrary, store: DiskJobStore, options: OpenedLibraryOptions): Promise<JobQueue> {
  const queue = await createJobQueue({
    store,
    host: options.host,
    clock: options.clock,
    place: { ...options.place, libraryPath: library.path },
    signerFor: async (kind) => (isSigned(kind) ? await options.signer(library.path) : null),
    onFault: options.onFault,
  });
  queue.onEvent((event) => {
    options.onJobEvent(event, queue.snapshot(event.jobId).record);
  });
  return queue;
}
