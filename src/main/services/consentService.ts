import type { Contract } from '@shared/contract';
import type {
  ConsentHistoryLine,
  ConsentImported,
  ConsentPreview,
  ConsentStanding,
  ConsentUses,
  SubjectView,
} from '@shared/contract/consentViews';
import type { Parsed } from '@shared/contract/define';
import type { SetSummary } from '@shared/contract/views';
import { CONSENT_PURPOSES, type ConsentPurpose } from '@shared/domain/consent';
import { alarmsOf, countAlarms, type AlarmCounts } from '@shared/domain/consents/alarms';
import { declaredSyntheticOf, declaredText, isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { subjectOf, type ConsentsInForce } from '../storage/consentsInForce';
import { readSetInfo } from '../storage/setStore';
import { createConsentBook } from './consent/consentBook';
import { exportConsents } from './consent/consentDocuments';
import { createConsentUses, type MadeOfSets } from './consent/consentUses';
import { editConsents } from './consent/editConsents';
import { createConsentImport, type ConsentFileReader } from './consent/importConsents';
import type { TableCache } from './tableCache';

export interface ConsentService {
  /** Everybody of whom the set has pictures or the register a record, by name. @throws Failure invalid-input for a synthetic set, declared ones among them */
  list(setId: SetId): Promise<SubjectView[]>;
  standing(setId: SetId): Promise<ConsentStanding>;
  history(setId: SetId, subject: string): Promise<ConsentHistoryLine[]>;
  uses(setId: SetId, made: MadeOfSets): Promise<ConsentUses>;
  preview(setId: SetId, file: string): Promise<ConsentPreview>;
  importFile(input: Parsed<Contract, 'consent.import'>, who: string): Promise<ConsentImported>;
  edit(input: Parsed<Contract, 'consent.edit'>, who: string): Promise<{ changed: number }>;
  exportFile(input: Parsed<Contract, 'consent.export'>): Promise<string>;
  counts(setId: SetId): Promise<{
    readonly consent: NonNullable<SetSummary['consent']>;
    readonly alarms: AlarmCounts;
    readonly faults: readonly string[];
  }>;
  /** May this subject's images be used now? @throws Failure io */
  isAllowed(setId: SetId, identityName: string, purpose: ConsentPurpose): Promise<boolean>;
}

const allowedToday = (consents: ConsentsInForce, subject: string): ConsentPurpose[] =>
  CONSENT_PURPOSES.filter((purpose) => consents.allows(subject, purpose));

function viewOf(subject: string, consents: ConsentsInForce, sampleCount: number): SubjectView {
  const record = consents.recordOf(subject);
  return {
    subject,
    status: record?.status ?? 'unknown',
    purposes: [...(record?.purposes ?? [])],
    date: record?.date ?? null,
    expiresOn: record?.expiresOn ?? null,
    document: record?.document ?? null,
    biometric: record?.biometric ?? null,
    channel: record?.channel ?? null,
    notice: record?.notice ?? null,
    evidence: record?.evidence ?? null,
    retainUntil: record?.retainUntil ?? null,
    sampleCount,
    allowedToday: allowedToday(consents, subject),
    alarms: record === null ? [] : alarmsOf(record, consents.at.slice(0, 10), sampleCount),
  };
}

export function createConsentService(
  libraryPath: string,
  tables: TableCache,
  readConsentFile: ConsentFileReader,
  now: () => Date = () => new Date(),
): ConsentService {
  const book = createConsentBook(libraryPath, now);
  const files = createConsentImport(libraryPath, book, readConsentFile);
  const uses = createConsentUses();

  /** Samples of each subject of a set. */
  const sampleCounts = async (setId: SetId): Promise<Map<string, number>> => {
    const { columns } = await tables.get(setId);
    const bySubject = columns.identityName.names.map(subjectOf);
    const counts = new Map<string, number>();
    for (const code of columns.identityName.codes) {
      const subject = bySubject[code] ?? '';
      counts.set(subject, (counts.get(subject) ?? 0) + 1);
    }
    return counts;
  };

  const mustBeReal = async (setId: SetId): Promise<string> => {
    const info = await readSetInfo(libraryPath, setId);
    if (isOfRealPeople(info)) return info.name;
    const declared = declaredSyntheticOf(info);
    if (declared !== null)
      throw new Failure({
        code: 'invalid-input',
        message: `“${info.name}” is ${declaredText(declared)}: nobody in it is asked, and it has no consents.`,
        place: setId,
        remedy: 'If it shows people after all, import it again with a consent file.',
      });
    throw new Failure({ code: 'invalid-input', message: 'Only sets of real people have consents.', place: setId });
  };

  const list = async (setId: SetId): Promise<SubjectView[]> => {
    await mustBeReal(setId);
    const consents = await book.inForce(setId);
    const counts = await sampleCounts(setId);
    const known = (await book.register()).latest(setId).keys();
    const subjects = [...new Set([...counts.keys(), ...known])].sort();
    return subjects.map((subject) => viewOf(subject, consents, counts.get(subject) ?? 0));
  };
  const subjectsOf = async (setId: SetId): Promise<ReadonlySet<string>> => {
    await mustBeReal(setId);
    return new Set((await sampleCounts(setId)).keys());
  };

  return {
    list,
    standing: async (setId) => {
      const subjects = await list(setId);
      const { at, clockFault } = await book.inForce(setId);
      return {
        day: at.slice(0, 10),
        clockFault,
        faults: [...(await book.register()).faults],
        alarms: countAlarms(subjects.map(({ alarms }) => alarms)),
        hiddenSamples: subjects.reduce(
          (sum, { allowedToday: uses, sampleCount }) => sum + (uses.includes('display') ? 0 : sampleCount),
          0,
        ),
      };
    },
    history: async (setId, subject) => {
      await mustBeReal(setId);
      return (await book.register()).lines
        .filter((line) => line.setId === setId && line.record.subject === subject)
        .reverse()
        .map(({ revision, at, who, source, record, reason }) => {
          return { line: revision, at, who, source, reason: reason ?? null, record };
        });
    },
    uses: async (setId, made) => {
      await mustBeReal(setId);
      return uses.read(setId, await book.register(), made);
    },
    preview: async (setId, file) => files.preview(setId, file, await subjectsOf(setId)),
    importFile: async (input, who) => files.apply(input, await subjectsOf(input.setId), who),
    edit: async (input, who) => {
      const known = new Set((await list(input.setId)).map(({ subject }) => subject));
      const stranger = input.subjects.find((subject) => !known.has(subject));
      if (stranger !== undefined)
        throw new Failure({ code: 'not-found', message: 'The set has no such subject.', place: stranger });
      return { changed: await editConsents(libraryPath, book, input, who) };
    },
    exportFile: async ({ setId, format, folder }) => {
      const name = await mustBeReal(setId);
      await book.mustBeSound();
      const records = [...(await book.register()).latest(setId).values()];
      records.sort((a, b) => (a.subject < b.subject ? -1 : 1));
      return exportConsents(folder, name, (await book.moment()).at.slice(0, 10), records, format);
    },
    counts: async (setId) => {
      const consents = await book.inForce(setId);
      const counts = await sampleCounts(setId);
      const consent = { full: 0, partial: 0, none: 0 };
      for (const subject of counts.keys()) {
        const allowed = allowedToday(consents, subject).length;
        consent[allowed === CONSENT_PURPOSES.length ? 'full' : allowed === 0 ? 'none' : 'partial']++;
      }
      const day = consents.at.slice(0, 10);
      const alarms = [...counts].map(([subject, count]) => {
        const record = consents.recordOf(subject);
        return record === null ? [] : alarmsOf(record, day, count);
      });
      const clock = consents.clockFault === null ? [] : [consents.clockFault];
      return { consent, alarms: countAlarms(alarms), faults: [...clock, ...(await book.register()).faults] };
    },
    isAllowed: async (setId, identityName, purpose) => (await book.inForce(setId)).allows(identityName, purpose),
  };
}
