import { execFileSync, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { FORMAT_FIXTURES } from '../packs/packs.testing';
import { readTar, type TarMember } from './readTar';
import { checksumOf, tarHeader } from './tarHeader';
import { TarWriter } from './tarWriter';

const NEVER = { aborted: false };
/** BSD's tar knows other options. */
const hasGnuTar = String(spawnSync('tar', ['--version']).stdout).includes('GNU tar');

async function membersOf(path: string): Promise<TarMember[]> {
  const members: TarMember[] = [];
  for await (const member of readTar(path, NEVER)) members.push(member);
  return members;
}

async function written(members: readonly (readonly [string, Uint8Array])[]): Promise<string> {
  const path = join(await temporaryFolder(), 'a.tar');
  const tar = new TarWriter(path);
  for (const [name, bytes] of members) tar.add(name, bytes);
  tar.finish();
  return path;
}

/** An archive of one member whose header was changed, with its checksum put right. */
async function forged(change: (header: Buffer) => void, body = Buffer.alloc(512)): Promise<string> {
  const header = tarHeader('a.txt', 3);
  change(header);
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 8, 'latin1');
  const path = join(await temporaryFolder(), 'forged.tar');
  await writeFile(path, Buffer.concat([header, body, Buffer.alloc(1024)]));
  return path;
}

async function refusal(path: string): Promise<Failure> {
  const thrown: unknown = await membersOf(path).then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof Failure) return thrown;
  throw new Error('expected a Failure', { cause: thrown });
}

describe('tar', () => {
  it('reads what it writes, byte for byte, and writes equal bytes for equal members', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.stringMatching(/^[a-zé0-9]{1,20}(\/[a-z]{1,60}){0,3}$/), fc.uint8Array({ maxLength: 1500 })),
          {
            maxLength: 5,
          },
        ),
        async (members) => {
          const path = await written(members);
          expect((await membersOf(path)).map(({ name, bytes }) => [name, [...bytes]])).toEqual(
            members.map(([name, bytes]) => [name, [...bytes]]),
          );
          expect((await readFile(path)).equals(await readFile(await written(members)))).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.runIf(hasGnuTar)('writes what GNU tar lists and unpacks, long and accented names too', async () => {
    const long = `${'d'.repeat(90)}/${'e'.repeat(90)}/${'f'.repeat(90)}.txt`;
    const path = await written([
      ['000000001.jpg', Buffer.alloc(1_500_000, 7)],
      [long, Buffer.from('long')],
      ['zoë.txt', Buffer.from('zoë')],
    ]);
    const list = execFileSync('tar', ['--quoting-style=literal', '-tvf', path], {
      env: { LC_ALL: 'C.UTF-8' },
    }).toString();
    expect(list.split('\n').map((line) => line.replace(/\s+/g, ' ').split(' ').slice(1).join(' '))).toEqual([
      '0/0 1500000 1970-01-01 00:00 000000001.jpg',
      `0/0 4 1970-01-01 00:00 ${long}`,
      '0/0 4 1970-01-01 00:00 zoë.txt',
      '',
    ]);
    expect(execFileSync('tar', ['-xOf', path, long]).toString()).toBe('long');
  });

  it.runIf(hasGnuTar)('reads GNU and pax archives of GNU tar', async () => {
    const folder = await temporaryFolder();
    const name = `${'n'.repeat(120)}.txt`;
    await writeFile(join(folder, name), 'x');
    for (const format of ['gnu', 'pax']) {
      execFileSync('tar', ['-C', folder, `--format=${format}`, '-cf', join(folder, `${format}.tar`), name]);
      expect((await membersOf(join(folder, `${format}.tar`))).map((member) => member.name)).toEqual([name]);
    }
  });

  it.each([
    ['a symbolic link', (header: Buffer) => header.write('2', 156), 'invalid-input', /symbolic link/],
    ['a hard link', (header: Buffer) => header.write('1', 156), 'invalid-input', /a link/],
    ['a device', (header: Buffer) => header.write('3', 156), 'invalid-input', /a device/],
    ['a sparse file', (header: Buffer) => header.write('S', 156), 'invalid-input', /sparse/],
    ['a kind that nobody knows', (header: Buffer) => header.write('Z', 156), 'invalid-input', /unknown kind/],
    ['a name that climbs out', (header: Buffer) => header.write('../a.t', 0), 'invalid-input', /leads out/],
    ['an absolute name', (header: Buffer) => header.write('/a.txt', 0), 'invalid-input', /absolute/],
    ['a drive', (header: Buffer) => header.write('C:\\a.t', 0), 'invalid-input', /absolute/],
    [
      'more bytes than there are',
      (header: Buffer) => header.write('77777777777\0', 124),
      'corrupt-data',
      /claims 8589934591 bytes/,
    ],
    ['a size in base 256', (header: Buffer) => header.fill(0xff, 124, 136), 'corrupt-data', /no tar header/],
    ['a size that is no number', (header: Buffer) => header.write('9x9', 124), 'corrupt-data', /no tar header/],
  ] as const)('refuses %s, naming member and byte', async (_what, change, code, message) => {
    const failure = await refusal(await forged(change));
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(message);
    expect(failure.place).toMatch(/forged\.tar, byte 0/);
    expect(failure.remedy).toBeTruthy();
  });

  it('refuses a sparse file in pax clothes, a header that goes on and on, and a wrong checksum', async () => {
    const pax = Buffer.alloc(512);
    pax.write('22 GNU.sparse.major=1\n');
    expect(
      (
        await refusal(
          await forged((header) => {
            header.write('x', 156);
            header.write('00000000026\0', 124);
          }, pax),
        )
      ).message,
    ).toMatch(/sparse/);
    const huge = await forged((header) => {
      header.write('L', 156);
      header.write('00000400000\0', 124);
    }, Buffer.alloc(131_072));
    expect((await refusal(huge)).message).toMatch(/longer than/);
    const path = await written([['a.txt', Buffer.from('abc')]]);
    const bytes = await readFile(path);
    bytes.write('b', 0);
    await writeFile(path, bytes);
    expect((await refusal(path)).code).toBe('corrupt-data');
  });

  it('refuses an archive that was cut off anywhere', async () => {
    const path = await written([['a.txt', Buffer.alloc(600, 1)]]);
    const bytes = await readFile(path);
    for (const length of [0, 100, 512, 800, 1112, 1536]) {
      await writeFile(path, bytes.subarray(0, length));
      expect([length, (await refusal(path)).code]).toEqual([length, 'corrupt-data']);
    }
  });

  it('says what to do with a compressed archive', async () => {
    const path = join(await temporaryFolder(), 'a.tar');
    await writeFile(path, Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), Buffer.alloc(600)]));
    expect((await refusal(path)).remedy).toMatch(/gunzip/);
  });

  it('any damage of a real archive gives members or a Failure', async () => {
    const good = await readFile(join(FORMAT_FIXTURES, 'shard-000000.tar'));
    const path = join(await temporaryFolder(), 'a.tar');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2047), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = Buffer.from(good);
          for (const [at, value] of changes) bytes[at] = value;
          await writeFile(path, bytes);
          const thrown: unknown = await membersOf(path).then(
            () => null,
            (error: unknown) => error,
          );
          expect(thrown === null || thrown instanceof Failure).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
