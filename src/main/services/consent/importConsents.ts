import type { ConsentChangeView, ConsentImported, ConsentPreview } from '@shared/contract/consentViews';
import type { Contract } from '@shared/contract';
import type { Parsed } from '@shared/contract/define';
import type { ConsentRecord } from '@shared/domain/consent';
import { changeOf, contradictionText, mayBeAccepted, type ConsentChange } from '@shared/domain/consents/changes';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { ConsentBook } from './consentBook';
import { writeRecords, type RecordChange } from './registerWriter';

export interface ConsentFileContent {
  readonly records: readonly ConsentRecord[];
  /** `file:line` by subject. */
  readonly places: ReadonlyMap<string, string>;
  readonly unknownColumns: readonly string[];
  readonly notes: readonly string[];
  readonly sha256: string;
}

/** @throws Failure naming file, line and column; a file with one unreadable row is refused as a whole */
export type ConsentFileReader = (path: string) => Promise<ConsentFileContent>;

/** More changes than this nobody looks through; all of them are counted, and every contradiction up to its own limit is told. */
const SHOWN_CHANGES = 2000;
const SHOWN_CONTRADICTIONS = 10_000;
/** Contradictions that one error message spells out. */
const NAMED_IN_FAILURE = 5;

interface Compared {
  readonly content: ConsentFileContent;
  readonly registerLines: number;
  readonly changes: readonly ConsentChange[];
}

export interface ConsentImport {
  /** @throws Failure not-found, invalid-input, corrupt-data, io */
  preview(setId: SetId, file: string, subjects: ReadonlySet<string>): Promise<ConsentPreview>;
  /** @throws Failure conflict when file or register changed since the preview, or contradictions are neither accepted nor left */
  apply(
    input: Parsed<Contract, 'consent.import'>,
    subjects: ReadonlySet<string>,
    who: string,
  ): Promise<ConsentImported>;
}

export function createConsentImport(libraryPath: string, book: ConsentBook, read: ConsentFileReader): ConsentImport {
  const compare = async (setId: SetId, file: string, subjects: ReadonlySet<string>): Promise<Compared> => {
    const content = await read(file);
    if (content.records.length > 0 && !content.records.some(({ subject }) => subjects.has(subject))) {
      throw new Failure({
        code: 'invalid-input',
        message: `None of the ${content.records.length} subjects of the file is in this set.`,
        place: file,
        remedy: 'Name the consent file of this set; subjects are called as their folders.',
      });
    }
    await book.mustBeSound();
    const register = await book.register();
    const history = register.history(setId);
    return {
      content,
      registerLines: register.lines.length,
      changes: content.records.map((record) => changeOf(record, history)),
    };
  };

  return {
    preview: async (setId, file, subjects) => {
      const { content, registerLines, changes } = await compare(setId, file, subjects);
      const inFile = new Set(content.records.map(({ subject }) => subject));
      const counts = { added: 0, unchanged: 0, changed: 0, contradicting: 0 };
      for (const { kind } of changes) counts[kind]++;
      const viewOf = ({ subject, kind, before, after, contradictions }: ConsentChange): ConsentChangeView[] =>
        kind === 'unchanged'
          ? []
          : [
              {
                subject,
                place: content.places.get(subject) ?? file,
                kind,
                before,
                after,
                contradictions: [...contradictions],
              },
            ];
      const contradicting = changes.filter(({ kind }) => kind === 'contradicting').slice(0, SHOWN_CONTRADICTIONS);
      const others = changes.filter(({ kind }) => kind === 'added' || kind === 'changed').slice(0, SHOWN_CHANGES);
      return {
        ...{ file, sha256: content.sha256, registerLines, counts },
        changes: [...contradicting, ...others].flatMap(viewOf),
        notInSet: [...inFile].filter((subject) => !subjects.has(subject)).length,
        notInFile: [...subjects].filter((subject) => !inFile.has(subject)).length,
        unknownColumns: [...content.unknownColumns],
        notes: [...content.notes],
      };
    },
    apply: async ({ setId, consentFile, sha256, registerLines, accept, leaveOthers }, subjects, who) => {
      const compared = await compare(setId, consentFile, subjects);
      mustBeAsPreviewed(compared, consentFile, sha256, registerLines);
      const named = accept === null || accept.subjects === 'all' ? null : new Set(accept.subjects);
      const isAccepted = (change: ConsentChange): boolean =>
        accept !== null && mayBeAccepted(change) && (named === null || named.has(change.subject));
      const contradicting = compared.changes.filter(({ kind }) => kind === 'contradicting');
      const accepted = contradicting.filter(isAccepted);
      const left = contradicting.filter((change) => !isAccepted(change));
      if (left.length > 0 && !leaveOthers) throw contradicts(left, compared);
      const plain = compared.changes.filter(({ kind }) => kind === 'added' || kind === 'changed');
      const records: RecordChange[] = [
        ...plain.map(({ before, after }) => ({ before, after })),
        ...accepted.map(({ before, after }) => ({
          before,
          after,
          ...(accept === null ? {} : { reason: accept.reason }),
        })),
      ];
      const added = plain.filter(({ kind }) => kind === 'added').length;
      const counts = { added, changed: plain.length - added, accepted: accepted.length, left: left.length };
      await writeRecords(
        libraryPath,
        { setId, who, action: 'consent.import', file: { path: consentFile, sha256 } },
        records,
        {
          file: consentFile,
          sha256,
          ...counts,
          ...(accepted.length === 0 || accept === null ? {} : { reason: accept.reason }),
        },
      );
      return counts;
    },
  };
}

function mustBeAsPreviewed({ content, registerLines }: Compared, file: string, sha256: string, lines: number): void {
  if (content.sha256 === sha256 && registerLines === lines) return;
  throw new Failure({
    code: 'conflict',
    message: `${content.sha256 === sha256 ? 'The register' : 'The consent file'} has changed since its changes were shown. Nothing was written.`,
    place: file,
    remedy: 'Look at the changes again.',
  });
}

function contradicts(left: readonly ConsentChange[], { content }: Compared): Failure {
  const sentences = left.slice(0, NAMED_IN_FAILURE).map((change) => {
    const why = change.contradictions.map((what) => contradictionText(what, change)).join(' ');
    return `${content.places.get(change.subject) ?? ''}, ${change.subject}: ${why}`;
  });
  const rest = left.length - sentences.length;
  const isHopeless = left.every((change) => !mayBeAccepted(change));
  return new Failure({
    code: 'conflict',
    message: `${left.length === 1 ? 'One record contradicts' : `${left.length} records contradict`} the register. ${sentences.join(' ')}${rest > 0 ? ` And ${rest} more.` : ''} Nothing was written.`,
    place: content.places.get(left[0]?.subject ?? '') ?? '',
    remedy: isHopeless
      ? 'A withdrawal is ended only by a consent of a later day. Leave these records out, or correct the file.'
      : 'Correct the file, accept the contradictions with a reason, or leave these records out.',
  });
}
