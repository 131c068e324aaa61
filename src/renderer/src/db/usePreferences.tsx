import { useLiveQuery } from 'dexie-react-hooks';
import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { OutisDatabase, SavedViewRow } from './database';
import { readPreferences } from './preferences';
import type { PreferenceName, Preferences } from './preferences';

const DatabaseContext = createContext<OutisDatabase | null>(null);
const PreferencesContext = createContext<Preferences>(readPreferences(new Map()));

/** Shows `children` at once with defaults, and with the person's own values as soon as they are read. */
export function PreferencesProvider(props: {
  readonly database: OutisDatabase;
  readonly children: ReactNode;
}): ReactNode {
  const { database, children } = props;
  const rows = useLiveQuery(() => database.preferences.toArray(), [database]);
  const preferences = useMemo(
    () => readPreferences(new Map((rows ?? []).map(({ key, value }) => [key, value]))),
    [rows],
  );
  return (
    <DatabaseContext value={database}>
      <PreferencesContext value={preferences}>{children}</PreferencesContext>
    </DatabaseContext>
  );
}

export const usePreferences = (): Preferences => useContext(PreferencesContext);

export type SetPreference = <K extends PreferenceName>(name: K, value: Preferences[K]) => void;

export function useSetPreference(): SetPreference {
  const database = useDatabase();
  return useMemo<SetPreference>(
    () => (name, value) => {
      // A preference that cannot be stored is a convenience lost, nothing else; the value on screen stays the old one.
      database.preferences.put({ key: name, value }).catch(() => undefined);
    },
    [database],
  );
}

/** Views a person has saved as rules. */
export function useSavedViews(): {
  readonly views: readonly SavedViewRow[];
  readonly save: (name: string, rules: unknown) => void;
  readonly remove: (id: number) => void;
} {
  const database = useDatabase();
  const views = useLiveQuery(() => database.savedViews.orderBy('name').toArray(), [database]) ?? [];
  return {
    views,
    save: (name, rules) => void database.savedViews.add({ name, rules }),
    remove: (id) => void database.savedViews.delete(id),
  };
}

/** Deletes the window's own database and starts again from what is on disk; decisions on their way are kept. */
export function useRebuildDatabase(): () => Promise<void> {
  const database = useDatabase();
  return async () => {
    await database.rebuild();
    window.location.reload();
  };
}

function useDatabase(): OutisDatabase {
  const database = useContext(DatabaseContext);
  if (database === null) throw new Error('Needs a PreferencesProvider above it.');
  return database;
}
