import { isAbsolute } from 'node:path';
import type { ImportIssue } from '@shared/contract/views';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { PlaceSpec } from '@shared/domain/jobs';
import type { SampleTexts } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import type { JobQueue } from '../jobs/jobQueue';
import { readImportIssues } from '../storage/importLog';
import { existingInside } from '../storage/libraryPaths';
import { readSetInfo } from '../storage/setStore';
import { jobEnd } from './jobEnd';
import type { TableCache } from './tableCache';

export interface ImportService {
  issues(setId: SetId): Promise<ImportIssue[]>;
  /** Makes a sample of a picture by five points set by hand; waits for the job that does it. @throws Failure */
  place(input: Omit<PlaceSpec, 'kind'>, queue: JobQueue): Promise<{ sampleId: string }>;
  /** A picture of the import as a file, and whose it is. @throws Failure not-found, invalid-input */
  original(setId: SetId, path: string): Promise<{ file: string; subject: string }>;
  /** The picture that a sample was cut from, and whose it is. @throws Failure not-found, invalid-input (it would lie outside) */
  source(setId: SetId, id: SampleId): Promise<{ file: string; subject: string }>;
  /** Whether that picture lies there today; none: the sample was cut from none. */
  sourceState(setId: SetId, id: SampleId): Promise<SampleTexts['original']>;
}

export function createImportService(libraryPath: string, tables: TableCache): ImportService {
  /** Row of the sample that was cut from this picture, or −1. */
  const rowOfSource = async (setId: SetId, path: string): Promise<number> => {
    const table = await tables.get(setId);
    for (let row = table.columns.count - 1; row >= 0; row--) if (table.textAt('source', row) === path) return row;
    return -1;
  };

  const subjectOf = async (setId: SetId, path: string): Promise<string> => {
    const issue = (await readImportIssues(libraryPath, setId)).find((one) => one.path === path);
    if (issue !== undefined) return issue.subject;
    const row = await rowOfSource(setId, path);
    if (row >= 0) return (await tables.get(setId)).identityNameAt(row);
    throw new Failure({ code: 'not-found', message: 'The import knows no such picture.', place: path });
  };

  /** Where the picture of a sample should lie; null: it was cut from none. */
  const placeOfSource = async (
    setId: SetId,
    id: SampleId,
  ): Promise<{ folder: string; path: string; subject: string } | null> => {
    const info = await readSetInfo(libraryPath, setId);
    const table = await tables.having(setId, [id]);
    const row = table.rowOf(id);
    const path = row < 0 ? '' : table.textAt('source', row);
    // A picture of a pack is no file that could be shown.
    if (info.kind !== 'real' || path === '' || isAbsolute(path) || info.source.pack !== undefined) return null;
    return { folder: info.source.folder, path, subject: table.identityNameAt(row) };
  };

  return {
    issues: (setId) => readImportIssues(libraryPath, setId),
    place: async (input, queue) => {
      const issue = (await readImportIssues(libraryPath, input.setId)).find(({ path }) => path === input.path);
      if (issue?.placeable !== true || issue.resolved) {
        throw new Failure({
          code: issue === undefined ? 'not-found' : 'conflict',
          message: issue?.resolved === true ? 'The picture is a sample already.' : 'Points cannot help this picture.',
          place: input.path,
        });
      }
      const jobId = await queue.start({ kind: 'place', ...input });
      const state = await jobEnd(queue, jobId);
      if (state.status === 'failed') throw new Failure(state.error);
      if (state.status !== 'succeeded') throw new Failure({ code: 'cancelled', message: 'The placing was stopped.' });
      await queue.dismiss(jobId);
      const row = await rowOfSource(input.setId, input.path);
      if (row < 0) throw new Failure({ code: 'internal', message: 'The job made no sample.', place: input.path });
      return { sampleId: (await tables.get(input.setId)).textAt('id', row) };
    },
    original: async (setId, path) => {
      const info = await readSetInfo(libraryPath, setId);
      if (info.kind !== 'real' || isAbsolute(path))
        throw new Failure({ code: 'not-found', message: 'The set has no such picture.', place: path });
      const subject = await subjectOf(setId, path);
      return { file: await existingInside(info.source.folder, path), subject };
    },
    source: async (setId, id) => {
      const place = await placeOfSource(setId, id);
      if (place === null)
        throw new Failure({ code: 'not-found', message: 'The sample was cut from no picture.', place: id });
      return { file: await existingInside(place.folder, place.path), subject: place.subject };
    },
    sourceState: async (setId, id) => {
      const place = await placeOfSource(setId, id);
      if (place === null) return 'none';
      try {
        await existingInside(place.folder, place.path);
        return 'there';
      } catch (thrown) {
        // Gone, or not to be read: for who looks at it, it is no longer there.
        if (thrown instanceof Failure) return 'gone';
        throw thrown;
      }
    },
  };
}
