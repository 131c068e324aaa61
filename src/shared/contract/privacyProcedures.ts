import { z } from 'zod';
import { JobId, SetId } from '../domain/ids';
import { PrivacyState } from '../domain/privacy';
import { procedure } from './define';

const Folder = z.string().min(1).max(4096);

export const privacyProcedures = {
  /** Whether a set has a privacy report, and whether the newest one still holds. */
  'privacy.state': procedure(z.strictObject({ setId: SetId }), PrivacyState),
  /** What has changed since this report was made, in a sentence; null: nothing. */
  'privacy.changed': procedure(z.strictObject({ runId: JobId }), z.string().nullable()),
  /** Writes the report into a folder that the person names; answers with the file's path. */
  'privacy.save': procedure(z.strictObject({ runId: JobId, folder: Folder, as: z.enum(['html', 'json']) }), z.string()),
  /** The same as PDF, which only the window can print. */
  'privacy.savePdf': procedure(z.strictObject({ runId: JobId, folder: Folder }), z.string()),
} as const;
