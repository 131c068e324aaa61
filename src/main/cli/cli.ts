import type { Output } from './output';
import type { OpenSession, Session } from './session';

/** All that a command may see of the world. */
export interface Cli {
  /** Folder against which paths on the command line are resolved. */
  readonly cwd: string;
  /** Library of OUTIS_LIBRARY, or null. */
  readonly defaultLibrary: string | null;
  readonly output: Output;
  readonly openSession: OpenSession;
  /** A library in a temporary folder, for commands that need a place to work but none of a person's own. Removed on close. */
  readonly openTemporarySession: () => Promise<Session>;
  /** Calls `listener` when the person asks to stop; returns its own undo. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Who signs decisions in the journal. */
  readonly userName: string;
  /** Work was done and its finding is bad: exit code 1 without an error. */
  readonly finishBadly: () => void;
}
