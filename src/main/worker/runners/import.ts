import { isConsentValid, CONSENT_PURPOSES, type ConsentRecord } from '@shared/domain/consent';
import { setIdOfJob, type SetId } from '@shared/domain/ids';
import type { ImportSpec } from '@shared/domain/jobs';
import { SET_SCHEMA, type RealSetInfo } from '@shared/domain/setInfo';
import { isErasedName } from '@shared/domain/withdrawal';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { ALIGNER_FINGERPRINT } from '../../engine/image/alignFace';
import type { JobContext, JobPlace, Runner } from '../../jobs/jobContext';
import { appendRegister, readRegister } from '../../storage/consentRegister';
import { readConsents, type ConsentsInForce } from '../../storage/consentsInForce';
import { appendImportIssues, finalIssue, readImportIssues, type ImportIssueLine } from '../../storage/importLog';
import { readImportPlan, writeImportPlan, type ImportPlan } from '../../storage/importPlan';
import { orNull } from '../../storage/orNull';
import { createSet, readSetInfo, updateSetInfo } from '../../storage/setStore';
import { openSetWriter } from '../../storage/setWriter';
import { readConsentAtImport, type ConsentAtImport } from './import/consentAtImport';
import { importBatch } from './import/importBatch';
import type { PlannedPicture } from './import/importedSample';
import { openImportTools } from './import/importTools';
import { planImport } from './import/planImport';

/** Pictures per committed batch: little is lost by a kill, and the table has few parts. */
const BATCH_SIZE = 64;
const REGISTER_AUTHOR = 'import';

/**
 * Makes a real set of a folder-per-subject tree: each picture is read, its face found and cut to the template, or it is listed with
 * the reason why not. With a consent file, pictures of subjects who consent to nothing today are listed and never stored; without
 * one all are stored and nothing may be used until consent is given.
 * @throws Failure not-found, invalid-input, disk-full
 */
export const runImport: Runner<ImportSpec> = async (spec, context, place) => {
  const setId = setIdOfJob(place.jobId);
  const plan = (await planOf(place, setId)) ?? (await begin(spec, context, place, setId));
  const consents = await readConsents(place.libraryPath, setId);
  if (consents.clockFault !== null) context.log(consents.clockFault);
  const writer = await openSetWriter(place.libraryPath, setId);
  const pictures = picturesOf(plan);
  const tools = await openImportTools(place);
  let done = 0;
  const report = (): void => context.progress({ phase: 'import', done, total: pictures.length, unit: 'pictures' });
  report();
  for (let start = 0, index = 0; start < pictures.length; start += BATCH_SIZE, index++) {
    throwIfCancelled(context.signal);
    const batch = pictures.slice(start, start + BATCH_SIZE);
    if (!writer.committedBatches.has(index)) {
      // A subject who has withdrawn meanwhile has no name in the plan any more, and is in no list.
      const listed = batch.filter(({ subject }) => !isErasedName(subject));
      const allowed = listed.filter(({ subject }) => mayBeStored(spec, consents, subject));
      const refused = listed.filter((picture) => !allowed.includes(picture)).map(withoutConsent);
      done += batch.length - allowed.length;
      const outcome = await importBatch(allowed, {
        spec,
        ...tools,
        context,
        pictureDone: () => {
          done++;
          report();
        },
      });
      // The list first: a kill in between repeats its lines, and a later line about a picture replaces the earlier one.
      await appendImportIssues(place.libraryPath, setId, [...refused, ...outcome.issues]);
      await writer.commitBatch(index, outcome.rows, outcome.files);
    } else done += batch.length;
    report();
  }
  const refusedCount = (await readImportIssues(place.libraryPath, setId)).length;
  await updateSetInfo(place.libraryPath, setId, (info) =>
    info.kind === 'real' ? { ...info, source: { ...info.source, refusedCount } } : info,
  );
  const { counts } = await writer.finish();
  return {
    setId,
    exportDir: null,
    runDir: null,
    summary: `${spec.name}: ${counts.samples} samples of ${counts.identities} subjects, ${refusedCount} entries not imported`,
  };
};

/** The plan of an earlier run of this job, or null before the first. */
const planOf = ({ libraryPath }: JobPlace, setId: SetId): Promise<ImportPlan | null> =>
  orNull(readSetInfo(libraryPath, setId).then(() => readImportPlan(libraryPath, setId)));

/** Walks the folder, reads the consent file, and writes down what was decided; the plan comes last, so a kill begins anew. */
async function begin(spec: ImportSpec, context: JobContext, place: JobPlace, setId: SetId): Promise<ImportPlan> {
  const { plan, issues, unlistedCount } = await planImport(spec.folder, context.signal);
  const subjects = plan.subjects.map(({ subject }) => subject);
  const consent = spec.consentFile === null ? null : await readConsentAtImport(spec.consentFile, subjects);
  if (consent !== null) {
    const { at } = await readConsents(place.libraryPath, setId);
    refuseConsentOfNobody(spec, subjects, consent, at);
  }
  await createSet(place.libraryPath, newSet(spec, setId, consent));
  if (consent !== null) await registerConsent(spec, place, setId, consent, new Set(subjects));
  await appendImportIssues(place.libraryPath, setId, [...issues, ...(consent?.issues ?? [])]);
  if (unlistedCount > 0) context.log(`${unlistedCount} more entries of the folder were refused and are not listed`);
  await writeImportPlan(place.libraryPath, setId, plan);
  return plan;
}

/** A file that lets nothing in is the wrong file, or one that could not be read: better said than an empty set. */
function refuseConsentOfNobody(
  spec: ImportSpec,
  subjects: readonly string[],
  { records, issues }: ConsentAtImport,
  at: string,
): void {
  if (subjects.some((subject) => allowsAnything(records.get(subject), at))) return;
  const [first] = issues;
  throw new Failure({
    code: first === undefined ? 'no-consent' : 'invalid-input',
    message: `By this file none of the ${subjects.length} subjects consents to any use today.${first === undefined ? '' : ` ${first.detail}`}`,
    place: first?.path ?? spec.consentFile ?? spec.folder,
    remedy: 'Correct the consent file; subjects are called as their folders. Nothing was imported.',
  });
}

async function registerConsent(
  { consentFile }: ImportSpec,
  { libraryPath }: JobPlace,
  setId: SetId,
  consent: ConsentAtImport,
  subjects: ReadonlySet<string>,
): Promise<void> {
  const known = (await readRegister(libraryPath)).latest(setId);
  const entries = [...consent.records.values()]
    .filter(({ subject }) => subjects.has(subject) && !known.has(subject))
    .map((record) => ({
      who: REGISTER_AUTHOR,
      setId,
      source: consentFile,
      sourceSha256: consent.sha256,
      record,
    }));
  if (entries.length > 0) await appendRegister(libraryPath, entries);
}

const newSet = (spec: ImportSpec, setId: SetId, consent: ConsentAtImport | null): RealSetInfo => ({
  schema: SET_SCHEMA,
  id: setId,
  kind: 'real',
  name: spec.name,
  createdAt: new Date().toISOString(),
  counts: { identities: 0, samples: 0, sizeBytes: 0 },
  state: 'partial',
  source: {
    folder: spec.folder,
    consentFile: spec.consentFile,
    consentSha256: consent?.sha256 ?? null,
    alignerFingerprint: ALIGNER_FINGERPRINT,
    refusedCount: 0,
  },
});

const picturesOf = (plan: ImportPlan): PlannedPicture[] =>
  plan.subjects.flatMap(({ subject, files }, identityIndex) =>
    files.map((path, sampleIndex) => ({ identityIndex, sampleIndex, subject, path })),
  );

/** Without a consent file everything is stored and nothing may be used, but nobody who has withdrawn since. */
const mayBeStored = (spec: ImportSpec, consents: ConsentsInForce, subject: string): boolean =>
  spec.consentFile === null ? consents.recordOf(subject)?.status !== 'withdrawn' : consents.allowsAnything(subject);

const allowsAnything = (consent: ConsentRecord | undefined, at: string): boolean =>
  consent !== undefined && CONSENT_PURPOSES.some((purpose) => isConsentValid(consent, purpose, at));

const withoutConsent = ({ path, subject }: PlannedPicture): ImportIssueLine =>
  finalIssue(
    path,
    'no-consent',
    'The subject consents to no use today; the picture was not read and nothing of it is stored.',
    subject,
  );
