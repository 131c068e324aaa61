import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { containedPath, extractZip, listZip } from './zip.mjs';
import { makeZip } from './zip.testing.mjs';

let folder = '';
let archive = '';
const target = () => join(folder, 'target');
const everything = (name) => name;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-zip-'));
  archive = join(folder, 'test.zip');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (files, options) => writeFile(archive, makeZip(files, options));

describe('an honest archive', () => {
  const text = Buffer.from('nobody '.repeat(50_000));

  it('gives back packed and stored entries, byte for byte', async () => {
    await put([
      { name: 'a/packed.txt', data: text },
      { name: 'stored.bin', data: text, stored: true },
      { name: 'empty' },
    ]);
    let bytes = 0;
    const written = await extractZip(archive, target(), everything, (more) => (bytes += more));
    expect(written).toEqual(['a/packed.txt', 'stored.bin', 'empty']);
    expect(text.equals(await readFile(join(target(), 'a/packed.txt')))).toBe(true);
    expect(text.equals(await readFile(join(target(), 'stored.bin')))).toBe(true);
    expect(await readFile(join(target(), 'empty'))).toHaveLength(0);
    expect(bytes).toBe(2 * text.length);
  });

  it('extracts only what is placed, where it is placed', async () => {
    await put([{ name: 'lib/x.so', data: text }, { name: 'doc/y.txt', data: text }, { name: 'lib/' }]);
    const written = await extractZip(archive, target(), (name) => (name.startsWith('lib/') ? 'deps/x' : undefined));
    expect(written).toEqual(['deps/x']);
    expect(await readdir(target())).toEqual(['deps']);
  });

  it('reads 64-bit sizes, offsets and end records', async () => {
    await put(
      [
        { name: 'first', data: text, zip64: true },
        { name: 'second', data: text, zip64: true },
      ],
      { zip64: true },
    );
    expect((await listZip(archive)).map(({ name, size }) => [name, size])).toEqual([
      ['first', text.length],
      ['second', text.length],
    ]);
    await extractZip(archive, target(), everything);
    expect(text.equals(await readFile(join(target(), 'second')))).toBe(true);
  });
});

describe('a hostile archive', () => {
  const data = Buffer.from('x'.repeat(4096));

  it.each(['../evil', 'a/../../evil', '/etc/evil', 'a\\..\\evil', 'C:/evil', 'a/../b', '.', 'a\0b'])(
    'may not write to %j',
    async (name) => {
      await put([{ name, data }]);
      await expect(extractZip(archive, target(), everything)).rejects.toThrow('outside its folder');
      expect(await readdir(folder)).toEqual(['test.zip']);
    },
  );

  it('is refused before anything is written when a later entry climbs out', async () => {
    await put([
      { name: 'good', data },
      { name: '../evil', data },
    ]);
    await expect(extractZip(archive, target(), everything)).rejects.toThrow('outside its folder');
    expect(await readdir(folder)).toEqual(['test.zip']);
  });

  it('may not hold links', async () => {
    await put([{ name: 'link', data: Buffer.from('/etc/passwd'), mode: 0o120777 }]);
    await expect(extractZip(archive, target(), everything)).rejects.toThrow('is a link');
  });

  it('may not unpack to more than it declares', async () => {
    await put([{ name: 'bomb', data: Buffer.alloc(8_000_000), size: 100 }]);
    await expect(extractZip(archive, target(), everything)).rejects.toThrow('larger than declared');
  });

  it('may not be shorter than it declares, or hold other bytes', async () => {
    await put([{ name: 'short', data, size: 5000 }]);
    await expect(extractZip(archive, target(), everything)).rejects.toThrow('is damaged');
    await put([{ name: 'changed', data, crc: 1 }]);
    await expect(extractZip(archive, target(), everything)).rejects.toThrow('is damaged');
  });

  it('may not write one file twice', async () => {
    await put([
      { name: 'same', data },
      { name: 'same', data },
    ]);
    await expect(extractZip(archive, target(), everything)).rejects.toThrow('EEXIST');
  });

  it('may not be encrypted', async () => {
    await put([{ name: 'secret', data, flags: 1 }]);
    await expect(extractZip(archive, target(), everything)).rejects.toThrow('is encrypted');
  });

  it('is refused when cut off, at whatever byte', async () => {
    const whole = makeZip([
      { name: 'a', data },
      { name: 'b', data },
    ]);
    for (let length = 0; length < whole.length; length += 7) {
      await writeFile(archive, whole.subarray(0, length));
      await expect(listZip(archive)).rejects.toThrow();
    }
  });

  it('is refused when its directory points outside the file', async () => {
    const bytes = makeZip([{ name: 'a', data }]);
    bytes.writeUInt32LE(0x7fffffff, bytes.length - 6);
    await writeFile(archive, bytes);
    await expect(listZip(archive)).rejects.toThrow('outside the file');
  });
});

describe('containedPath', () => {
  it('allows names that merely begin with dots', () => {
    expect(containedPath('/x/folder', '..name/file')).toBe('/x/folder/..name/file');
  });
});
