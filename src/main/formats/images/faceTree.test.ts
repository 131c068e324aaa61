import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { FaceTree, type FaceTreeFile, type FaceTreeLimits } from './faceTree';
import { readTreeFile } from './readTreeFile';

let root: string;
let outside: string;
beforeEach(() => {
  const base = mkdtempSync(join(tmpdir(), 'faces-'));
  root = join(base, 'root');
  outside = join(base, 'outside');
  mkdirSync(root);
  mkdirSync(outside);
  writeFileSync(join(outside, 'secret.jpg'), 'secret');
});
afterEach(() => rmSync(dirname(root), { recursive: true }));

/** Node cannot make a named pipe itself. */
const makePipe = (path: string): Buffer => execFileSync('sh', ['-c', 'mkfifo "$0"', path]);

function put(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), 'xy');
  }
}
async function walk(limits: FaceTreeLimits = {}): Promise<{ tree: FaceTree; files: FaceTreeFile[] }> {
  const tree = new FaceTree(root, limits);
  const files: FaceTreeFile[] = [];
  for await (const file of tree.files()) files.push(file);
  return { tree, files };
}
const refusals = (tree: FaceTree): string[][] => tree.refused.map(({ relativePath, reason }) => [relativePath, reason]);
async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown: unknown = await work.then(
    () => new Error('expected a failure'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw thrown;
  return thrown;
}

describe('FaceTree', () => {
  it('gives ORL, LFW and session folders in the order of their names', async () => {
    put('s2/1.pgm', 's10/2.pgm', 's10/1.pgm', 'Ann_Lee/Ann_Lee_0001.JPG', 's2/morning/1.webp');
    const { tree, files } = await walk();
    expect(files.map((file) => file.relativePath)).toEqual([
      'Ann_Lee/Ann_Lee_0001.JPG',
      's10/1.pgm',
      's10/2.pgm',
      's2/1.pgm',
      's2/morning/1.webp',
    ]);
    expect(files.at(-1)).toMatchObject({ subject: 's2', sizeBytes: 2 });
    expect(tree.refusedCount).toBe(0);
  });

  it('follows no link, to a file or a folder, inside or outside', async () => {
    put('a/1.png');
    symlinkSync(join(outside, 'secret.jpg'), join(root, 'a', '2.jpg'));
    symlinkSync(outside, join(root, 'b'));
    symlinkSync('..', join(root, 'a', 'up'));
    symlinkSync('1.png', join(root, 'a', '3.png'));
    const { tree, files } = await walk();
    expect(files.map((file) => file.relativePath)).toEqual(['a/1.png']);
    expect(refusals(tree)).toEqual([
      ['a/2.jpg', 'symbolic-link'],
      ['a/3.png', 'symbolic-link'],
      ['a/up', 'symbolic-link'],
      ['b', 'symbolic-link'],
    ]);
  });

  it('lists what it does not take, with the reason', async () => {
    put('loose.jpg', 'README.txt', 'a/notes.txt', 'a/x/y/deep.jpg', 'a/ok.png', 'bad\u202ename/1.png', 'a/ spaced.png');
    makePipe(join(root, 'a', 'pipe.jpg'));
    const { tree, files } = await walk({ maxFileBytes: 2 });
    expect(files.map((file) => file.relativePath)).toEqual(['a/ok.png']);
    expect(refusals(tree)).toEqual([
      ['README.txt', 'no-image-name'],
      ['a/ spaced.png', 'bad-name'],
      ['a/notes.txt', 'no-image-name'],
      ['a/pipe.jpg', 'not-a-file'],
      ['a/x/y', 'too-deep'],
      ['bad\u202ename', 'bad-name'],
      ['loose.jpg', 'no-subject'],
    ]);
    expect(tree.refused.every((entry) => entry.detail.length > 10)).toBe(true);
    expect(refusals((await walk({ maxFileBytes: 1 })).tree)).toContainEqual(['a/ok.png', 'too-large']);
  });

  it('counts hidden things without listing them', async () => {
    put('a/.DS_Store', '.git/x.png', 'a/Thumbs.db', 'a/1.png', '__MACOSX/a/1.png');
    const { tree, files } = await walk();
    expect([files.length, tree.hiddenCount, tree.refusedCount]).toEqual([1, 4, 0]);
  });

  it('brings names to NFC and refuses the second of two that become equal', async () => {
    put('Rene\u0301/1.png', 'Ren\u00e9/2.png');
    const { tree, files } = await walk();
    expect(files).toHaveLength(1);
    expect(files[0]?.subject).toBe('Ren\u00e9');
    expect(tree.refused[0]?.reason).toBe('same-name');
  });

  it('stops at the limit, on cancel, and at roots that are none', async () => {
    put('a/1.png', 'a/2.png');
    expect((await failureOf(walk({ maxFiles: 1 }))).code).toBe('invalid-input');
    expect((await failureOf(walk({ signal: AbortSignal.abort() }))).code).toBe('cancelled');
    const missing = new FaceTree(join(root, 'nothing')).files().next();
    expect((await failureOf(missing)).toDetail()).toMatchObject({
      code: 'not-found',
      message: 'There is no such folder.',
      place: join(root, 'nothing'),
    });
    const file = new FaceTree(join(root, 'a', '1.png')).files().next();
    expect((await failureOf(file)).code).toBe('invalid-input');
  });
});

describe('readTreeFile', () => {
  it('reads a file and refuses links, pipes, folders and files that are too large', async () => {
    put('a/1.png');
    expect(Buffer.from(await readTreeFile(join(root, 'a/1.png'))).toString()).toBe('xy');
    expect((await failureOf(readTreeFile(join(root, 'a/1.png'), 1))).code).toBe('invalid-input');
    symlinkSync(join(outside, 'secret.jpg'), join(root, 'link.jpg'));
    expect((await failureOf(readTreeFile(join(root, 'link.jpg')))).code).toBe('io');
    makePipe(join(root, 'pipe.jpg'));
    expect((await failureOf(readTreeFile(join(root, 'pipe.jpg')))).code).toBe('invalid-input');
    expect((await failureOf(readTreeFile(join(root, 'a')))).code).toBe('invalid-input');
  });
});
