import { appProcedures } from './appProcedures';
import { consentProcedures } from './consentProcedures';
import { curationProcedures } from './curationProcedures';
import { keyProcedures } from './keyProcedures';
import { libraryProcedures } from './libraryProcedures';
import { privacyProcedures } from './privacyProcedures';
import { reviewProcedures } from './reviewProcedures';
import { scoreProcedures } from './scoreProcedures';
import { withdrawalProcedures } from './withdrawalProcedures';
import { workProcedures } from './workProcedures';

/** The whole of what the window may ask for. Long work is a job (`job.start`), never a long call. */
export const contract = {
  ...appProcedures,
  ...consentProcedures,
  ...curationProcedures,
  ...keyProcedures,
  ...libraryProcedures,
  ...privacyProcedures,
  ...reviewProcedures,
  ...scoreProcedures,
  ...withdrawalProcedures,
  ...workProcedures,
} as const;
export type Contract = typeof contract;
