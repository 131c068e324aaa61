/** One frozen step from one library schema to the next. Imports nothing that can change under it, works on plain files. */
export interface Migration {
  readonly from: number;
  readonly to: number;
  /** Must be safe to run again after it was cut short: `library.json` names the new schema only when it has ended. */
  up(libraryPath: string): Promise<void>;
}

/** In order, without gaps. Empty while 1 is the first and only schema. */
export const migrations: readonly Migration[] = [];
