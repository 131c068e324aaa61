import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { hasHiddenCharacters, MAX_SUBJECT_LENGTH } from '@shared/domain/consent';
import { Failure } from '@shared/lib/failure';
import { isMissing } from '../../platform/ioFailure';

export interface FaceTreeFile {
  /** The name of the folder below the root, in NFC. */
  readonly subject: string;
  /** From the root, with `/`, as the disk spells it. */
  readonly relativePath: string;
  readonly absolutePath: string;
  readonly sizeBytes: number;
}

export type EntryRefusal =
  | 'symbolic-link'
  | 'not-a-file'
  | 'no-image-name'
  | 'no-subject'
  | 'too-deep'
  | 'too-large'
  | 'bad-name'
  | 'same-name'
  | 'no-access';

export interface RefusedEntry {
  readonly relativePath: string;
  readonly reason: EntryRefusal;
  readonly detail: string;
}

export interface FaceTreeLimits {
  readonly maxFiles?: number;
  readonly maxFileBytes?: number;
  readonly signal?: AbortSignal;
}

/** Root, subject, one folder more (a session, a camera), file. */
const MAX_FOLDER_DEPTH = 2;
const MAX_FILES = 2_000_000;
const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_ENTRIES_PER_FOLDER = 500_000;
const MAX_REFUSALS_KEPT = 10_000;

const IMAGE_EXTENSIONS = new Set(['.jpg', '.jpeg', '.jpe', '.jfif', '.png', '.gif', '.webp', '.pgm', '.ppm', '.pnm']);

/**
 * Walks a tree with one folder per subject, as ORL (`s1/1.pgm`) and LFW (`Name/Name_0001.jpg`) have it, in an order that
 * depends on the names alone. Symbolic links are never followed, so nothing outside the root is reached. What is not taken
 * is in `refused`; both it and the counts are complete when `files()` has ended.
 */
export class FaceTree {
  readonly refused: RefusedEntry[] = [];
  /** All refusals, also those beyond the kept ones. */
  refusedCount = 0;
  /** Files and folders whose names begin with a dot, and the like that systems leave behind. */
  hiddenCount = 0;
  private fileCount = 0;
  private readonly subjectFolders = new Map<string, string>();

  constructor(
    private readonly root: string,
    private readonly limits: FaceTreeLimits = {},
  ) {}

  /** @throws Failure not-found, invalid-input (root is no folder, too many files), io, or cancelled. */
  async *files(): AsyncGenerator<FaceTreeFile> {
    const root = await openRoot(this.root);
    yield* this.walk(root, [], undefined);
  }

  private async *walk(
    folder: string,
    segments: readonly string[],
    subject: string | undefined,
  ): AsyncGenerator<FaceTreeFile> {
    for (const entry of await this.entriesOf(folder, segments)) {
      if (this.limits.signal?.aborted === true)
        throw new Failure({ code: 'cancelled', message: 'The import was cancelled.' });
      const path = [...segments, entry.name];
      if (!this.hasGoodName(entry, path)) continue;
      if (entry.isSymbolicLink())
        this.refuse(path, 'symbolic-link', 'Links are not followed; copy the file or folder into the tree.');
      else if (entry.isDirectory()) {
        const owner = subject ?? this.claimSubject(entry.name, path);
        if (path.length > MAX_FOLDER_DEPTH)
          this.refuse(path, 'too-deep', `Folders are read ${MAX_FOLDER_DEPTH} deep: subject, and one more.`);
        else if (owner !== undefined) yield* this.walk(join(folder, entry.name), path, owner);
      } else if (!entry.isFile()) this.refuse(path, 'not-a-file', 'It is a device, a pipe or a socket.');
      else if (!IMAGE_EXTENSIONS.has(extname(entry.name).toLowerCase()))
        this.refuse(path, 'no-image-name', 'Its name does not end like an image that can be read.');
      else if (subject === undefined)
        this.refuse(path, 'no-subject', 'It lies in no subject’s folder; put it into one.');
      else {
        const file = await this.describe(join(folder, entry.name), path, subject);
        if (file !== undefined) yield file;
      }
    }
  }

  private async entriesOf(folder: string, segments: readonly string[]): Promise<Dirent[]> {
    const entries: Dirent[] = [];
    try {
      for await (const entry of await opendir(folder)) {
        if (isLeftBehind(entry.name)) this.hiddenCount++;
        else entries.push(entry);
        if (entries.length > MAX_ENTRIES_PER_FOLDER) {
          throw new Failure({
            code: 'invalid-input',
            message: `A folder has more than ${MAX_ENTRIES_PER_FOLDER} entries.`,
            place: folder,
            remedy: 'Split it into one folder per subject.',
          });
        }
      }
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      this.refuse(segments, 'no-access', `The folder cannot be read: ${messageOf(cause)}.`);
      return [];
    }
    // Code units, not the reader's language: the order must be the same on every machine.
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private hasGoodName(entry: Dirent, path: readonly string[]): boolean {
    if (hasHiddenCharacters(entry.name) || entry.name.includes('\ufffd')) {
      this.refuse(path, 'bad-name', 'Its name holds control or invisible characters, or is not valid text.');
      return false;
    }
    if (entry.name.length > MAX_SUBJECT_LENGTH || entry.name.trim() !== entry.name || entry.name.includes('\\')) {
      this.refuse(
        path,
        'bad-name',
        `Its name is longer than ${MAX_SUBJECT_LENGTH} characters, begins or ends with a space, or holds a backslash.`,
      );
      return false;
    }
    return true;
  }

  /** The subject a top folder stands for, unless another folder already has that name written in other code points. */
  private claimSubject(name: string, path: readonly string[]): string | undefined {
    const subject = name.normalize('NFC');
    const holder = this.subjectFolders.get(subject);
    if (holder !== undefined && holder !== name) {
      this.refuse(
        path,
        'same-name',
        'Another folder has the same name, written with other code points; merge the two.',
      );
      return undefined;
    }
    this.subjectFolders.set(subject, name);
    return subject;
  }

  private async describe(
    absolutePath: string,
    path: readonly string[],
    subject: string,
  ): Promise<FaceTreeFile | undefined> {
    let sizeBytes: number;
    try {
      sizeBytes = (await lstat(absolutePath)).size;
    } catch (cause) {
      this.refuse(path, 'no-access', `The file cannot be looked at: ${messageOf(cause)}.`);
      return undefined;
    }
    const maxFileBytes = this.limits.maxFileBytes ?? MAX_FILE_BYTES;
    if (sizeBytes > maxFileBytes) {
      this.refuse(path, 'too-large', `It has ${sizeBytes} bytes, more than ${maxFileBytes}.`);
      return undefined;
    }
    const maxFiles = this.limits.maxFiles ?? MAX_FILES;
    if (++this.fileCount > maxFiles) {
      throw new Failure({
        code: 'invalid-input',
        message: `The folder holds more than ${maxFiles} images.`,
        place: this.root,
        remedy: 'Import it in parts.',
      });
    }
    return { subject, relativePath: path.join('/'), absolutePath, sizeBytes };
  }

  private refuse(path: readonly string[], reason: EntryRefusal, detail: string): void {
    this.refusedCount++;
    if (this.refused.length < MAX_REFUSALS_KEPT) this.refused.push({ relativePath: path.join('/'), reason, detail });
  }
}

const isLeftBehind = (name: string): boolean =>
  name.startsWith('.') || name === 'Thumbs.db' || name === 'desktop.ini' || name === '__MACOSX';

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** The folder itself may be reached through a link: the user named it. */
async function openRoot(root: string): Promise<string> {
  try {
    const real = await realpath(root);
    if ((await lstat(real)).isDirectory()) return real;
  } catch (cause) {
    throw new Failure(
      {
        code: 'not-found',
        message: isMissing(cause) ? 'There is no such folder.' : `The folder cannot be opened: ${messageOf(cause)}.`,
        place: root,
        remedy: 'Check the path and the access rights.',
      },
      { cause },
    );
  }
  throw new Failure({
    code: 'invalid-input',
    message: 'This is a file, not a folder.',
    place: root,
    remedy: 'Name the folder that holds one folder per subject.',
  });
}
