import { join } from 'node:path';
import { Failure } from '@shared/lib/failure';
import { PackFile } from '../packs/packFile';
import { writeRecord } from './framing';
import { packRecord, type RecordHeader } from './recordHeader';

/** float32 holds every whole number up to here, and no further. */
export const EXACT_FLOAT_LIMIT = 2 ** 24;

/** @throws Failure invalid-input when a label or number that is stored as float32 would be rounded to another */
export function refuseInexact(largest: number, what: string, remedy: string): void {
  if (largest <= EXACT_FLOAT_LIMIT) return;
  throw new Failure({
    code: 'invalid-input',
    message: `RecordIO keeps ${what} as a 32-bit float, exact up to ${EXACT_FLOAT_LIMIT}; here it would be ${largest}.`,
    remedy,
  });
}

/** train.rec with its index and list, written side by side. */
export class RecordFiles {
  private readonly rec: PackFile;
  private readonly idx: PackFile;
  private readonly lst: PackFile;

  constructor(folder: string) {
    const opened: PackFile[] = [];
    const open = (name: string): PackFile => {
      const file = new PackFile(join(folder, name));
      opened.push(file);
      return file;
    };
    try {
      this.rec = open('train.rec');
      this.idx = open('train.idx');
      this.lst = open('train.lst');
    } catch (thrown) {
      for (const file of opened) file.abort();
      throw thrown;
    }
  }

  write(header: RecordHeader, body: Uint8Array): void {
    this.idx.write(Buffer.from(`${header.id}\t${this.rec.length}\n`));
    writeRecord(this.rec, packRecord(header, body));
  }

  list(line: string): void {
    this.lst.write(Buffer.from(`${line}\n`));
  }

  /** @returns the files' names */
  finish(): string[] {
    this.rec.finish();
    this.idx.finish();
    this.lst.finish();
    return ['train.rec', 'train.idx', 'train.lst'];
  }

  abort(): void {
    this.rec.abort();
    this.idx.abort();
    this.lst.abort();
  }
}
