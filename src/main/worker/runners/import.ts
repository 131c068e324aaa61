import { userInfo } from 'node:os';
import { isConsentValid, CONSENT_PURPOSES, type ConsentRecord } from '@shared/domain/consent';
import { setIdOfJob, type SetId } from '@shared/domain/ids';
import type { ImportSpec } from '@shared/domain/jobs';
import { SET_SCHEMA, type RealSetInfo } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import { ALIGNER_FINGERPRINT } from '../../engine/image/alignFace';
import type { JobContext, JobPlace, Runner } from '../../jobs/jobContext';
import { appendAudit, readAudit } from '../../storage/auditLog';
import { appendRegister, readRegister } from '../../storage/consentRegister';
import { readConsents } from '../../storage/consentsInForce';
import { appendImportIssues, readImportIssues } from '../../storage/importLog';
import { readImportPlan, writeImportPlan, type ImportPlan } from '../../storage/importPlan';
import { orNull } from '../../storage/orNull';
import { createSet, readSetInfo, updateSetInfo } from '../../storage/setStore';
import { openSetWriter } from '../../storage/setWriter';
import { readConsentAtImport, type ConsentAtImport } from './import/consentAtImport';
import { importSource } from './import/importSource';
import { openImportTools } from './import/importTools';
import { planImport } from './import/planImport';
import { storePictures } from './import/storePictures';

const REGISTER_AUTHOR = 'import';
const DECLARED = 'import.declared';

const userName = (): string => userInfo().username.slice(0, 80) || 'unknown';

/**
 * Makes a real set of a folder-per-subject tree, or of a dataset of a format that `openDataset` knows: each picture is read, its face found and
 * cut to the template, or it is listed with the reason why not. With a consent file, pictures of subjects who consent to nothing today are listed and never stored; without
 * one all are stored and nothing may be used until consent is given. Of a set that is declared synthetic nobody is asked.
 * @throws Failure not-found, invalid-input, disk-full
 */
export const runImport: Runner<ImportSpec> = async (spec, context, place) => {
  const setId = setIdOfJob(place.jobId);
  const plan = (await planOf(place, setId)) ?? (await begin(spec, context, place, setId));
  const consents = await readConsents(place.libraryPath, setId);
  if (consents.clockFault !== null) context.log(consents.clockFault);
  const writer = await openSetWriter(place.libraryPath, setId);
  const source = importSource(spec.folder, plan);
  const tools = await openImportTools(place);
  await storePictures({ spec, context, ...tools, libraryPath: place.libraryPath, setId, source, writer, consents });
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
  const { plan, issues, unlistedCount } = await planImport(spec.folder, context.signal, (done) =>
    context.progress({ phase: 'count', done, total: null, unit: 'pictures' }),
  );
  const subjects = plan.subjects.map(({ subject }) => subject);
  const consent = spec.consentFile === null ? null : await readConsentAtImport(spec.consentFile, subjects);
  if (consent !== null) {
    const { at } = await readConsents(place.libraryPath, setId);
    refuseConsentOfNobody(spec, subjects, consent, at);
  }
  await logDeclared(spec, place, setId);
  await createSet(place.libraryPath, newSet(spec, setId, plan, consent));
  if (consent !== null) await registerConsent(spec, place, setId, consent, new Set(subjects));
  await appendImportIssues(place.libraryPath, setId, [...issues, ...(consent?.issues ?? [])]);
  if (unlistedCount > 0) context.log(`${unlistedCount} more entries of the folder were refused and are not listed`);
  await writeImportPlan(place.libraryPath, setId, plan);
  return plan;
}

/** Says in the library's log, before there is a set, whose word it rests on; once, however often the job is begun. */
async function logDeclared({ declaredSynthetic }: ImportSpec, { libraryPath }: JobPlace, setId: SetId): Promise<void> {
  if (declaredSynthetic === null) return;
  const { lines } = await readAudit(libraryPath);
  if (lines.some(({ action, subject }) => action === DECLARED && subject === setId)) return;
  const { by, source, how } = declaredSynthetic;
  await appendAudit(libraryPath, { who: userName(), action: DECLARED, subject: setId, detail: { by, source, how } });
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
  if (entries.length === 0) return;
  await appendRegister(libraryPath, entries);
  await appendAudit(libraryPath, {
    who: REGISTER_AUTHOR,
    action: 'consent.import',
    subject: setId,
    detail: { file: consentFile, sha256: consent.sha256, added: entries.length },
  });
}

const newSet = (
  spec: ImportSpec,
  setId: SetId,
  { pack }: ImportPlan,
  consent: ConsentAtImport | null,
): RealSetInfo => ({
  schema: SET_SCHEMA,
  id: setId,
  kind: 'real',
  name: spec.name,
  createdAt: new Date().toISOString(),
  counts: { identities: 0, samples: 0, sizeBytes: 0 },
  state: 'partial',
  source: {
    folder: spec.folder,
    ...(pack === undefined ? {} : { pack: pack.format }),
    consentFile: spec.consentFile,
    consentSha256: consent?.sha256 ?? null,
    ...(spec.declaredSynthetic === null ? {} : { declaredSynthetic: spec.declaredSynthetic }),
    alignerFingerprint: ALIGNER_FINGERPRINT,
    refusedCount: 0,
  },
});

const allowsAnything = (consent: ConsentRecord | undefined, at: string): boolean =>
  consent !== undefined && CONSENT_PURPOSES.some((purpose) => isConsentValid(consent, purpose, at));
