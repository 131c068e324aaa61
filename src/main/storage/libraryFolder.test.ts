import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { openLibrary } from './libraryFolder';
import { isInside, existingInside, inside, libraryFile } from './libraryPaths';
import { migrationPath } from './migrateLibrary';

const step = (from: number, to: number) => ({ from, to, up: () => Promise.resolve() });

describe('openLibrary', () => {
  it('makes a library in a missing folder and finds the same one again', async () => {
    const path = join(await temporaryFolder(), 'Faces of nobody');
    const made = await openLibrary(path);
    await made.close();
    const again = await openLibrary(path);
    expect(again).toMatchObject({ id: made.id, name: 'Faces of nobody', readOnlyReason: null });
    await again.close();
    expect(await readdir(path)).toEqual(['library.json']);
  });

  it('refuses a second opening and names who has it; a look without a lock is allowed', async () => {
    const path = join(await temporaryFolder(), 'L');
    const first = await openLibrary(path);
    await expect(openLibrary(path)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
    const look = await openLibrary(path, { readOnly: true });
    expect(look.readOnlyReason).not.toBeNull();
    await look.close();
    await first.close();
    await (await openLibrary(path)).close();
  });

  it('refuses a library of a newer version, changes nothing and lets go of the lock', async () => {
    const path = await temporaryFolder();
    const content = '{"schema": 2, "id": "lib_aaaaaaaa", "name": "x", "more": true}';
    await writeFile(libraryFile(path), content);
    await expect(openLibrary(path)).rejects.toMatchObject({ code: 'unsupported-version', place: libraryFile(path) });
    expect(await readFile(libraryFile(path), 'utf8')).toBe(content);
    expect(await readdir(path)).toEqual(['library.json']);
  });

  it.each([
    ['{', 'corrupt-data'],
    ['{"schema":1,"id":"nonsense","name":"x"}', 'corrupt-data'],
    ['{"name":"x"}', 'corrupt-data'],
  ])('names library.json when it is damaged: %s', async (content, code) => {
    const path = await temporaryFolder();
    await writeFile(libraryFile(path), content);
    await expect(openLibrary(path)).rejects.toMatchObject({ code, place: libraryFile(path) });
  });

  it('makes no library among other files', async () => {
    const path = await temporaryFolder();
    await writeFile(join(path, 'holiday.jpg'), '');
    await expect(openLibrary(path)).rejects.toMatchObject({ code: 'invalid-input', place: path });
    expect(await readdir(path)).toEqual(['holiday.jpg']);
  });

  it('continues a making that was cut short', async () => {
    const path = await temporaryFolder();
    await writeFile(join(path, 'library.json.abcdefgh.tmp'), '{"sch');
    await writeFile(join(path, '.DS_Store'), '');
    await (await openLibrary(path)).close();
  });

  it('makes nothing when it may only look, and needs an absolute path', async () => {
    const path = join(await temporaryFolder(), 'none');
    await expect(openLibrary(path, { readOnly: true })).rejects.toMatchObject({ code: 'not-found' });
    await expect(openLibrary('relative')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('migrationPath', () => {
  it('goes step by step and refuses a gap', () => {
    const steps = [step(1, 2), step(2, 4)];
    expect(migrationPath(steps, 1, 4)).toEqual(
      steps.map((one) => expect.objectContaining({ from: one.from }) as unknown),
    );
    expect(migrationPath(steps, 4, 4)).toEqual([]);
    expect(() => migrationPath(steps, 1, 3)).toThrow(/No way is known/);
  });
});

describe('containment', () => {
  it('goes by path segments, not by prefix', () => {
    expect(isInside('/a/lib', '/a/library')).toBe(false);
    expect(isInside('/a/lib', '/a/lib/..x')).toBe(true);
    expect(isInside('/a/lib', '/a')).toBe(false);
  });
  it.each(['../x', '/etc/passwd', 'a/../../x', '.', '', 'a\0b'])('refuses %j', (path) => {
    expect(() => inside('/a/lib', path)).toThrow(/leads out/);
  });
  it('refuses a link that leads out', async () => {
    const root = await temporaryFolder();
    const { symlink } = await import('node:fs/promises');
    await mkdir(join(root, 'set'));
    await writeFile(join(root, 'secret'), '');
    await symlink('../secret', join(root, 'set', 'face.jpg'));
    await expect(existingInside(join(root, 'set'), 'face.jpg')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(existingInside(join(root, 'set'), 'none.jpg')).rejects.toMatchObject({ code: 'not-found' });
  });
});
