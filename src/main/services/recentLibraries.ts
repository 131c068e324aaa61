import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { libraryFile } from '../storage/libraryPaths';
import { createUserFile } from './userFile';

const MAX_RECENT = 10;

const Preferences = z.looseObject({
  recentLibraries: z.array(z.strictObject({ path: z.string().min(1), name: z.string() })).default([]),
});

export interface RecentLibraries {
  /** Last opened first. */
  list(): Promise<{ path: string; name: string; exists: boolean }[]>;
  remember(path: string, name: string): Promise<void>;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(libraryFile(path));
    return true;
  } catch {
    return false; // gone, unplugged or not readable: all the same to a list of what can be opened
  }
}

export function createRecentLibraries(userDataDir: string): RecentLibraries {
  const file = createUserFile(join(userDataDir, 'preferences.json'), Preferences, { recentLibraries: [] });
  return {
    list: async () => {
      const { recentLibraries } = await file.read();
      return Promise.all(recentLibraries.map(async (entry) => ({ ...entry, exists: await isThere(entry.path) })));
    },
    remember: (path, name) =>
      file.change((preferences) => ({
        ...preferences,
        recentLibraries: [{ path, name }, ...preferences.recentLibraries.filter((entry) => entry.path !== path)].slice(
          0,
          MAX_RECENT,
        ),
      })),
  };
}
