import { appProcedures } from './appProcedures';
import { curationProcedures } from './curationProcedures';
import { libraryProcedures } from './libraryProcedures';
import { reviewProcedures } from './reviewProcedures';
import { scoreProcedures } from './scoreProcedures';
import { workProcedures } from './workProcedures';

/** The whole of what the window may ask for. Long work is a job (`job.start`), never a long call. */
export const contract = {
  ...appProcedures,
  ...curationProcedures,
  ...libraryProcedures,
  ...reviewProcedures,
  ...scoreProcedures,
  ...workProcedures,
} as const;
export type Contract = typeof contract;
