import { z } from 'zod';
import { subjectSchema } from '../domain/consent';
import { SetId } from '../domain/ids';
import { ExportSpec } from '../domain/jobs';
import { SupersessionMark, WithdrawalScope } from '../domain/withdrawal';
import { WithdrawalPreview } from '../domain/withdrawalPlan';
import { procedure } from './define';

export const withdrawalProcedures = {
  /** Everything that a withdrawal would touch; changes nothing. The withdrawal itself is a job. */
  'withdrawal.preview': procedure(
    z.strictObject({ setId: SetId, subject: subjectSchema, scope: WithdrawalScope }),
    WithdrawalPreview,
  ),
  /** Exports, models, reports and sets that must not be used any more. */
  'withdrawal.marks': procedure(z.void(), z.array(SupersessionMark)),
  /** The export that would replace this one, to be started as a job. */
  'withdrawal.reissue': procedure(z.strictObject({ directory: z.string().min(1).max(4096) }), ExportSpec),
} as const;
