import { appProcedures } from './appProcedures';
import { libraryProcedures } from './libraryProcedures';
import { workProcedures } from './workProcedures';

/** The whole of what the window may ask for. Long work is a job (`job.start`), never a long call. */
export const contract = { ...appProcedures, ...libraryProcedures, ...workProcedures } as const;
export type Contract = typeof contract;
