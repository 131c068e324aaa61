import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import { ExportSpec } from '@shared/domain/jobs';
import { type SetId } from '@shared/domain/ids';
import type { JobContext, JobPlace } from '../../jobs/jobContext';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { newJobId } from '../../platform/newId';
import { addSet } from '../../storage/library.testing';
import { runDir } from '../../storage/libraryPaths';
import { createExportRunner } from './export';

export const run = createExportRunner();

export interface Surroundings {
  readonly signal: { aborted: boolean };
  readonly progress: { phase: string; done: number; total: number | null }[];
  readonly log: string[];
  readonly context: JobContext;
  readonly place: JobPlace;
}

export function surroundings(libraryPath: string): Surroundings {
  const jobId = newJobId();
  const signal = { aborted: false };
  const progress: { phase: string; done: number; total: number | null }[] = [];
  const log: string[] = [];
  const context: JobContext = {
    signal,
    progress: (update) => progress.push(update),
    metric: () => undefined,
    log: (line) => log.push(line),
  };
  const place: JobPlace = {
    jobId,
    libraryPath,
    runDir: runDir(libraryPath, jobId),
    resourcesDir: '',
    modelsDir: '',
    program: 'Outis test',
  };
  return { signal, progress, log, context, place };
}

export async function tree(root: string): Promise<string[]> {
  const files: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await walk(path);
      else files.push(relative(root, path));
    }
  };
  await walk(root);
  return files.sort();
}

export async function manifestOf(directory: string): Promise<ManifestLine[]> {
  const lines = (await readFile(join(directory, 'manifest.jsonl'), 'utf8')).trimEnd().split('\n');
  return lines.map((line) => ManifestLine.parse(JSON.parse(line)));
}
export const datasetOf = async (directory: string): Promise<DatasetInfo> =>
  DatasetInfo.parse(JSON.parse(await readFile(join(directory, 'dataset.json'), 'utf8')));

export const synSpec = (setId: SetId, change: object = {}): ExportSpec =>
  ExportSpec.parse({ kind: 'export', syn: { setId, samples: 3 }, pairsPerFold: 0, ...change });

export async function synLibrary(
  request: Partial<Parameters<typeof addSet>[1]> = {},
): Promise<{ library: string; setId: SetId }> {
  const library = await temporaryFolder();
  return { library, setId: await addSet(library, { identities: 4, samples: 5, ...request }) };
}
