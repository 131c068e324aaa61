import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ioFailure } from '../platform/ioFailure';
import { readJsonAs, writeJson } from './jsonFile';
import type { ExportDraft } from './exportDraft';
import { orNull } from './orNull';

/** export.json of a run: what an interrupted export must not change when it is resumed. */
const PinnedExport = z.strictObject({
  schema: z.literal(1),
  createdAt: z.iso.datetime(),
  name: z.string(),
  directory: z.string(),
  /** Folder that is filled before it gets its name. */
  partial: z.string(),
  revisions: z.strictObject({ syn: z.int().min(0).nullable(), real: z.int().min(0).nullable() }),
});
export type PinnedExport = z.infer<typeof PinnedExport>;

const fileIn = (runDir: string): string => join(runDir, 'export.json');

/** Null before the job has begun. @throws Failure corrupt-data, io */
export const readPinned = (runDir: string): Promise<PinnedExport | null> =>
  orNull(readJsonAs(fileIn(runDir), PinnedExport));

/** @throws Failure disk-full, io */
export async function pin(runDir: string, jobId: string, draft: ExportDraft): Promise<PinnedExport> {
  const revision = (kind: 'syn' | 'real'): number | null =>
    draft.parts.find((part) => part.kind === kind)?.source.curationRevision ?? null;
  const pinned: PinnedExport = {
    schema: 1,
    createdAt: new Date().toISOString(),
    name: draft.name,
    directory: draft.directory,
    // Beside the target, so that the last step is a rename; named for the job, so that two exports never share it.
    partial: join(draft.into, `.${draft.name}.${jobId}.partial`),
    revisions: { syn: revision('syn'), real: revision('real') },
  };
  await writeJson(fileIn(runDir), pinned);
  return pinned;
}

/** Deletes what an export that will not be resumed has left beside its target. @throws Failure corrupt-data, io */
export async function discardUnfinished(runDir: string): Promise<void> {
  const pinned = await readPinned(runDir);
  if (pinned === null) return;
  try {
    await rm(pinned.partial, { recursive: true, force: true });
  } catch (thrown) {
    throw ioFailure(thrown, 'delete the unfinished export', pinned.partial);
  }
}
