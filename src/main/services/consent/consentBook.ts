import { stat } from 'node:fs/promises';
import type { ConsentMoment } from '@shared/domain/consents/today';
import type { DeclaredSynthetic } from '@shared/domain/declaredSynthetic';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { isMissing } from '../../platform/ioFailure';
import { readRegister, type ConsentRegister } from '../../storage/consentRegister';
import { consentsAt, momentOf, newestInAudit, readDeclared, type ConsentsInForce } from '../../storage/consentsInForce';
import { auditFile, registerFile, setFile } from '../../storage/libraryPaths';

/** The register and the moment for which it is asked, read again when a file has changed: an import in another process may add to them. */
export interface ConsentBook {
  register(): Promise<ConsentRegister>;
  moment(): Promise<ConsentMoment>;
  inForce(setId: SetId): Promise<ConsentsInForce>;
  /** @throws Failure corrupt-data: more lines after a break would look like a repair, which only a person can make */
  mustBeSound(): Promise<void>;
}

async function stampOf(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${size} ${mtimeMs}`;
  } catch (thrown) {
    if (isMissing(thrown)) return 'missing';
    throw thrown;
  }
}

/** Reads again when the file's size or time has changed. */
function whileUnchanged<T>(path: string, read: () => Promise<T>): () => Promise<T> {
  let held: { readonly stamp: string; readonly content: Promise<T> } | null = null;
  return async () => {
    const stamp = await stampOf(path);
    if (held?.stamp !== stamp) held = { stamp, content: read() };
    return held.content;
  };
}

/** @param now the system's clock */
export function createConsentBook(libraryPath: string, now: () => Date): ConsentBook {
  const register = whileUnchanged(registerFile(libraryPath), () => readRegister(libraryPath));
  const inAudit = whileUnchanged(auditFile(libraryPath), () => newestInAudit(libraryPath));
  const moment = async (): Promise<ConsentMoment> => momentOf(await register(), await inAudit(), now().toISOString());
  const bySet = new Map<SetId, () => Promise<DeclaredSynthetic | null>>();
  const declared = (setId: SetId): Promise<DeclaredSynthetic | null> => {
    // Asked for every picture that is shown.
    const read =
      bySet.get(setId) ?? whileUnchanged(setFile(libraryPath, setId), () => readDeclared(libraryPath, setId));
    bySet.set(setId, read);
    return read();
  };
  return {
    register,
    moment,
    inForce: async (setId) => consentsAt(await register(), setId, await moment(), await declared(setId)),
    mustBeSound: async () => {
      const { brokenAt } = await register();
      if (brokenAt === null) return;
      throw new Failure({
        code: 'corrupt-data',
        message: 'The consent register is broken, so nothing can be added and no consent holds.',
        place: `consent/register.jsonl, line ${brokenAt}`,
        remedy: 'Restore consent/register.jsonl from a backup.',
      });
    },
  };
}
