import { z } from 'zod';
import {
  AcceptedContradictions,
  ConsentHistoryLine,
  ConsentImported,
  ConsentPreview,
  ConsentStanding,
  ConsentUses,
  SubjectView,
} from './consentViews';
import { subjectSchema } from '../domain/consent';
import { ConsentEdit } from '../domain/consents/edit';
import { SampleId, SetId } from '../domain/ids';
import { procedure } from './define';

const Path = z.string().min(1).max(4096);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const OfSet = z.strictObject({ setId: SetId });
const FileOfSet = z.strictObject({ setId: SetId, consentFile: Path });

/** Longest notice that is kept as text, in characters. */
export const MAX_NOTICE_LENGTH = 200_000;

export const consentProcedures = {
  'consent.list': procedure(OfSet, z.array(SubjectView)),
  'consent.standing': procedure(OfSet, ConsentStanding),
  /** What the register says about one subject, newest first. */
  'consent.history': procedure(z.strictObject({ setId: SetId, subject: subjectSchema }), z.array(ConsentHistoryLine)),
  'consent.uses': procedure(OfSet, ConsentUses),
  /** Why a sample's face is not shown; null where it is. */
  'consent.whyHidden': procedure(
    z.strictObject({ setId: SetId, sampleId: SampleId }),
    z.enum(['no-consent', 'missing']).nullable(),
  ),
  /** Compares a consent file with the register; writes nothing. */
  'consent.preview': procedure(FileOfSet, ConsentPreview),
  /**
   * Writes what a preview showed: refused when the file or the register has changed since. Contradicting records are taken only as
   * `accept` says; without `leaveOthers` they stop the whole.
   */
  'consent.import': procedure(
    FileOfSet.extend({
      sha256: Sha256,
      registerLines: z.int().min(0),
      accept: AcceptedContradictions.nullable(),
      leaveOthers: z.boolean(),
    }),
    ConsentImported,
  ),
  /** The same change for each subject; all or none. */
  'consent.edit': procedure(
    z.strictObject({ setId: SetId, subjects: z.array(subjectSchema).min(1).max(10_000), edit: ConsentEdit }),
    z.strictObject({ changed: z.int().min(0) }),
  ),
  /** Keeps the text of a notice in the library; answers with its SHA-256. Line ends become `\n`. */
  'consent.saveNotice': procedure(z.strictObject({ text: z.string().min(1).max(MAX_NOTICE_LENGTH) }), Sha256),
  /** The text of a notice; null where it is not kept, or was changed. */
  'consent.notice': procedure(z.strictObject({ sha256: Sha256 }), z.string().nullable()),
  /** Hashes a file that proves a consent, and keeps a copy in the library where asked for. */
  'consent.takeEvidence': procedure(
    z.strictObject({ file: Path, copy: z.boolean() }),
    z.strictObject({ file: z.string(), sha256: Sha256 }),
  ),
  /** Writes the register of a set, in the form that `consent.preview` reads, into a folder; answers with the file's path. */
  'consent.export': procedure(
    z.strictObject({ setId: SetId, format: z.enum(['csv', 'json']), folder: Path }),
    z.string(),
  ),
} as const;
