import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { SamplesPart } from '@shared/domain/sample';
import type { Contract } from '@shared/contract';
import type { Handlers } from '@shared/contract/define';
import type { CurationChange, LibrarySummary } from '@shared/contract/views';
import type { JobId, SampleId, SetId } from '@shared/domain/ids';
import type { SampleTexts } from '@shared/domain/sample';
import type { JobEvent } from '@shared/domain/jobState';
import type { MapId } from '@shared/domain/maps';
import type { KeyPlace } from '@shared/domain/signingKey';
import { Failure } from '@shared/lib/failure';
import { systemClock, type Clock } from '../jobs/clock';
import type { WorkerHost } from '../jobs/workerHost';
import { readCurationSettings, writeCurationSettings } from '../storage/curationSettings';
import { generatorFingerprint } from '../platform/generatorFingerprint';
import { readNotice, saveNotice, takeEvidence } from './consent/consentDocuments';
import type { ConsentFileReader } from './consent/importConsents';
import { whyHidden } from './consent/whyHidden';
import { runDoctor } from './doctorService';
import { createEstimateService } from './estimateService';
import { type KeyVault, plainVault } from './keys/keyVault';
import { createSigningKeys } from './keys/signingKeys';
import { openOpenedLibrary, type OpenedLibrary, type SampleFile } from './openedLibrary';
import type { PrivacyPage } from './privacyService';
import { readConsentFile } from './readConsentFile';
import { createRecentLibraries } from './recentLibraries';

export interface ServiceOptions {
  /** Name and version, e.g. "Outis 0.1.0". */
  readonly program: string;
  readonly resourcesDir: string;
  readonly modelsDir: string;
  /** Profile folder: recent libraries, measurements, doctor runs. */
  readonly userDataDir: string;
  readonly workerHost: WorkerHost;
  /** Window and terminal sign with keys of their own; left out: the terminal, and nothing but the file's mode protects its key. */
  readonly signing?: { readonly where: KeyPlace; readonly vault: KeyVault } | undefined;
  /** Only tests give one. */
  readonly readConsentFile?: ConsentFileReader;
  /** What went wrong beside the work, for the log. */
  readonly onFault: (message: string, thrown: unknown) => void;
  readonly clock?: Clock;
}

/** What needs a window; app answers it. */
type WindowOnly =
  'app.info' | 'app.setTheme' | 'dialog.pickFolder' | 'dialog.pickFile' | 'shell.reveal' | 'privacy.savePdf';
export type ServiceHandlers = Omit<Handlers<Contract>, WindowOnly>;

/** The use cases of Outis for window and terminal alike; holds at most one open library. */
export interface OutisServices {
  readonly handlers: ServiceHandlers;
  /** Opens a library and lets go of the one before; the same one again changes nothing. @throws Failure */
  openLibrary(path: string, options?: { readonly readOnly?: boolean }): Promise<LibrarySummary>;
  /** Path of the open library, or null. */
  readonly libraryPath: string | null;
  samplesArrow(setId: SetId, part?: SamplesPart): Promise<Uint8Array>;
  sampleTexts(setId: SetId, id: SampleId): Promise<SampleTexts>;
  scoresArrow(setId: SetId, judge?: string): Promise<Uint8Array>;
  embeddings(setId: SetId, judge?: string): Promise<AsyncIterable<Uint8Array>>;
  mapPointsArrow(id: MapId): Promise<Uint8Array>;
  sampleFile(setId: SetId, id: SampleId): Promise<SampleFile>;
  originalFile(setId: SetId, path: string): Promise<string>;
  sourceFile(setId: SetId, id: SampleId): Promise<string>;
  /** The written page of a privacy report. @throws Failure not-found */
  privacyPage(runId: JobId): Promise<PrivacyPage>;
  /** Returns its own undo. Listeners stay across libraries. */
  onJobEvent(listener: (event: JobEvent) => void): () => void;
  /** Told of every line that is written to a journal; as `onJobEvent`. */
  onCurationChange(listener: (change: CurationChange) => void): () => void;
  /** Resolves when no job runs or waits. */
  idle(): Promise<void>;
  /** Kills what runs and lets go of the library; unfinished jobs can be resumed after the next opening. */
  close(): Promise<void>;
}

const noLibrary = (): Failure =>
  new Failure({ code: 'not-found', message: 'No library is open.', remedy: 'Open or make a library first.' });

export function createServices(options: ServiceOptions): OutisServices {
  const { program, resourcesDir, modelsDir, userDataDir, workerHost, onFault } = options;
  const clock = options.clock ?? systemClock;
  const recent = createRecentLibraries(userDataDir);
  const estimates = createEstimateService(userDataDir, () => clock.now());
  const listeners = new Set<(event: JobEvent) => void>();
  const curationListeners = new Set<(change: CurationChange) => void>();
  const who = userInfo().username.slice(0, 80) || 'unknown';
  const signing = options.signing ?? { where: 'terminal', vault: plainVault };
  const keys = createSigningKeys({ profileDir: userDataDir, ...signing, who, clock });
  let current: OpenedLibrary | null = null;
  /** Openings and the closing, one after another. */
  let turn: Promise<unknown> = Promise.resolve();

  const opened = (): OpenedLibrary => {
    if (current === null) throw noLibrary();
    return current;
  };
  const writable = (): OpenedLibrary => {
    const library = opened();
    library.mustBeWritable();
    return library;
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const open = async (path: string, readOnly: boolean): Promise<LibrarySummary> => {
    if (current?.library.path === resolve(path)) return current.summary();
    const next = await openOpenedLibrary({
      path,
      readOnly,
      host: workerHost,
      clock,
      place: { resourcesDir, modelsDir, program },
      readConsentFile: options.readConsentFile ?? readConsentFile,
      signer: (libraryPath) => keys.signer(libraryPath),
      onFault,
      onJobEvent: (event, record) => {
        estimates.observe(event, record);
        for (const listener of [...listeners]) listener(event);
      },
      onCurationChange: (change) => {
        for (const listener of [...curationListeners]) listener(change);
      },
    });
    const before = current;
    current = next;
    await before?.close();
    if (!readOnly) await recent.remember(next.library.path, next.library.name);
    return next.summary();
  };
  const openLibrary: OutisServices['openLibrary'] = (path, how) => inTurn(() => open(path, how?.readOnly === true));

  const handlers: ServiceHandlers = {
    'app.doctor': () =>
      runDoctor({
        host: workerHost,
        clock,
        onFault,
        runsDir: join(userDataDir, 'checks'),
        place: { resourcesDir, modelsDir, program, libraryPath: current?.library.path ?? userDataDir },
      }),
    'library.current': () => Promise.resolve(current?.summary() ?? null),
    'library.open': ({ path }) => openLibrary(path),
    'library.recent': () => recent.list(),
    'keys.state': async () => keys.state(opened().library.path),
    'keys.new': async ({ reason }) => keys.renew(writable().library.path, reason),
    'set.list': async () => opened().sets.list(),
    'set.faults': async () => [...(await opened().sets.faults())],
    'set.get': async ({ setId }) => opened().sets.get(setId),
    'sample.factors': async ({ setId, sampleId }) => opened().samples.factors(setId, sampleId),
    'set.rename': async ({ setId, name }) => writable().sets.rename(setId, name, who),
    'set.remove': async ({ setId }) => writable().sets.remove(setId, who),
    'consent.list': async ({ setId }) => opened().consent.list(setId),
    'consent.standing': async ({ setId }) => opened().consent.standing(setId),
    'consent.history': async ({ setId, subject }) => opened().consent.history(setId, subject),
    'consent.uses': async ({ setId }) => {
      const { consent, exports, runs } = opened();
      const jobs = (await runs.list()).map(({ record }) => record);
      return consent.uses(setId, { exports: await exports.list(), jobs });
    },
    'consent.whyHidden': async ({ setId, sampleId }) => whyHidden(opened().sampleFile(setId, sampleId)),
    'consent.preview': async ({ setId, consentFile }) => opened().consent.preview(setId, consentFile),
    'consent.import': async (input) => writable().consent.importFile(input, who),
    'consent.edit': async (input) => writable().consent.edit(input, who),
    'consent.saveNotice': async ({ text }) => saveNotice(writable().library.path, text),
    'consent.notice': async ({ sha256 }) => readNotice(opened().library.path, sha256),
    'consent.takeEvidence': async ({ file, copy }) => takeEvidence(writable().library.path, file, copy),
    'consent.export': async (input) => opened().consent.exportFile(input),
    'import.issues': async ({ setId }) => opened().imports.issues(setId),
    'import.place': async ({ setId, path, landmarks5 }) =>
      opened().imports.place({ setId, path, landmarks5 }, opened().writableQueue()),
    'curation.state': async ({ setId }) => opened().curation.state(setId),
    'curation.decide': async (input) => writable().curation.decide(input),
    'curation.tag': async (input) => writable().curation.tag(input),
    'curation.falseAlarm': async (input) => writable().curation.falseAlarm(input),
    'curation.undo': async (input) => writable().curation.undo(input),
    'curation.redo': async (input) => writable().curation.redo(input),
    'curation.settings': async () => readCurationSettings(opened().library.path),
    'curation.saveSettings': async (settings) => {
      await writeCurationSettings(writable().library.path, settings);
      return settings;
    },
    'reviews.get': async ({ setId }) => opened().reviews.get(setId),
    'reviews.names': async () => opened().reviews.names(),
    'reviews.assign': async (input) => writable().reviews.assign(input),
    'reviews.unassign': async (input) => writable().reviews.unassign(input),
    'reviews.slice': async ({ setId, assignment }) => opened().reviews.slice(setId, assignment),
    'reviews.opine': async (input) => writable().reviews.opine(input),
    'reviews.standing': async ({ setId, samples }) => opened().reviews.standing(setId, samples),
    'reviews.pairs': async ({ setId }) => opened().reviews.pairs(setId),
    'reviews.judgePair': async (input) => writable().reviews.judgePair(input),
    'reviews.signOff': async (input) => writable().reviews.signOff(input),
    'reviews.signOffState': async ({ setId }) => opened().reviews.signOffState(setId),
    'reviews.planBlind': async (input) => opened().blind.plan(input),
    'reviews.saveBlind': async (input) => writable().blind.save(input),
    'reviews.exportBlind': async ({ setId, target, folder }) => opened().blind.export(setId, target, folder),
    'score.status': async ({ setId, judge }) => opened().scores.status(setId, judge),
    'judge.list': async () => opened().scores.judges(),
    'map.list': async () => opened().maps.list(),
    'export.plan': async (spec) => {
      const { exports, library } = opened();
      const durationMs = (images: number, bytes: number) => estimates.exportMs(spec.format, images, bytes);
      return exports.plan(spec, { key: await keys.state(library.path), durationMs });
    },
    'export.list': async () => opened().exports.list(),
    'export.keepList': async ({ setId, name, samples }) => writable().exports.keepList(setId, name, samples),
    'export.diff': async (request) => opened().exports.diff(request),
    'generate.estimate': (recipe) => estimates.generate(recipe, current?.library.path ?? null),
    'job.start': async (spec) => {
      const queue = opened().writableQueue();
      // Told before work begins, not when the job's turn comes.
      if (spec.kind === 'export') await opened().exports.mustBePossible(spec);
      if (spec.kind === 'withdraw') await opened().withdrawals.mustBePossible(spec);
      return queue.start(spec);
    },
    'job.list': async () => [...(await opened().jobs())],
    'job.cancel': async (jobId) => opened().writableQueue().cancel(jobId),
    'job.resume': async (jobId) => opened().writableQueue().resume(jobId),
    'job.dismiss': async (jobId) => {
      const library = opened();
      await library.writableQueue().dismiss(jobId);
      await library.exports.discardUnfinished(jobId);
    },
    'job.snapshot': async (jobId) => opened().snapshot(jobId),
    'withdrawal.preview': async (input) => opened().withdrawals.preview(input),
    'withdrawal.marks': async () => opened().withdrawals.marks(),
    'withdrawal.reissue': async ({ directory }) => opened().withdrawals.reissue(directory),
    'privacy.state': async ({ setId }) => opened().privacy.privacyState(setId),
    'privacy.changed': async ({ runId }) => opened().privacy.changed(runId),
    'privacy.save': async ({ runId, folder, as }) => opened().privacy.save(runId, folder, as),
    'run.list': async () => opened().runs.list(),
    'run.report': async (jobId) => opened().runs.report(jobId),
    'run.metrics': async (jobId) => opened().runs.metrics(jobId),
    'run.certificate': async (jobId) => opened().runs.certificate(jobId),
    'run.saveCertificate': async ({ runId, folder }) => opened().runs.saveCertificate(runId, folder),
    'generator.fingerprint': () => generatorFingerprint(resourcesDir),
  };

  return {
    handlers,
    openLibrary,
    get libraryPath() {
      return current?.library.path ?? null;
    },
    samplesArrow: async (setId, part) => opened().samplesArrow(setId, part),
    sampleTexts: async (setId, id) => opened().sampleTexts(setId, id),
    scoresArrow: async (setId, judge) => opened().scores.arrow(setId, judge),
    embeddings: async (setId, judge) => opened().scores.embeddings(setId, judge),
    mapPointsArrow: async (id) => opened().maps.pointsArrow(id),
    sampleFile: async (setId, id) => opened().sampleFile(setId, id),
    originalFile: async (setId, path) => opened().originalFile(setId, path),
    sourceFile: async (setId, id) => opened().sourceFile(setId, id),
    privacyPage: async (runId) => opened().privacy.page(runId),
    onJobEvent: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    onCurationChange: (listener) => {
      curationListeners.add(listener);
      return () => {
        curationListeners.delete(listener);
      };
    },
    idle: async () => {
      if (current !== null && current.library.readOnlyReason === null) await current.writableQueue().idle();
    },
    close: () =>
      inTurn(async () => {
        const before = current;
        current = null;
        await before?.close();
        await estimates.settled();
      }),
  };
}
