import { CurationLine } from '@shared/domain/curation';
import type { SetId } from '@shared/domain/ids';
import { openChainedJournal, type ChainedJournal } from './chainedJournal';
import { readChain, type ChainBody, type ChainContent } from './jsonlFile';
import { curationFile } from './libraryPaths';

export type CurationBody = ChainBody<CurationLine>;
export type CurationJournal = ChainedJournal<CurationLine>;

/** Reads a set's journal without touching it. @throws Failure io */
export const readJournal = (libraryPath: string, setId: SetId): Promise<ChainContent<CurationLine>> =>
  readChain(curationFile(libraryPath, setId), CurationLine);

/** Opens a set's journal for deciding. @throws Failure io */
export const openJournal = (libraryPath: string, setId: SetId, now?: () => Date): Promise<CurationJournal> =>
  openChainedJournal({ path: curationFile(libraryPath, setId), schema: CurationLine, content: 'decisions', now });
