import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointFiles, CheckpointSink } from '../../../engine/training/checkpoint';
import { syncDirectory, writeFileDurable } from '../../../platform/atomicWrite';

const PREFIX = 'checkpoint-';
const UNFINISHED = 'unfinished-checkpoint';

const numberOf = (name: string): number | null =>
  name.startsWith(PREFIX) && /^\d+$/.test(name.slice(PREFIX.length)) ? Number(name.slice(PREFIX.length)) : null;

async function finished(folder: string): Promise<number[]> {
  const names = await readdir(folder).catch(() => []); // no folder yet: no checkpoint yet
  return names.flatMap((name) => numberOf(name) ?? []).sort((a, b) => a - b);
}

/** The newest whole checkpoint of a run, or null before the first. @throws when its files cannot be read */
export async function readLastCheckpoint(folder: string): Promise<CheckpointFiles | null> {
  const last = (await finished(folder)).at(-1);
  if (last === undefined) return null;
  const path = join(folder, `${PREFIX}${last}`);
  const [weights, optimiser, state] = await Promise.all([
    readFile(join(path, 'weights.safetensors')),
    readFile(join(path, 'optimiser.safetensors')),
    readFile(join(path, 'state.json'), 'utf8'),
  ]);
  return { weights, optimiser, state };
}

/**
 * Keeps checkpoints of a run: written into a side folder, flushed, renamed under the next number, and only then is the one before
 * removed. Killed at any moment, one whole checkpoint is there.
 */
export function checkpointFolder(folder: string): CheckpointSink {
  return {
    save: async ({ weights, optimiser, state }) => {
      const unfinished = join(folder, UNFINISHED);
      await rm(unfinished, { recursive: true, force: true });
      await mkdir(unfinished, { recursive: true });
      await writeFileDurable(join(unfinished, 'weights.safetensors'), weights);
      await writeFileDurable(join(unfinished, 'optimiser.safetensors'), optimiser);
      await writeFileDurable(join(unfinished, 'state.json'), state);
      const before = await finished(folder);
      await rename(unfinished, join(folder, `${PREFIX}${(before.at(-1) ?? 0) + 1}`));
      await syncDirectory(folder);
      for (const old of before) await rm(join(folder, `${PREFIX}${old}`), { recursive: true, force: true });
    },
  };
}
