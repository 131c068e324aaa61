import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporaryFolder.testing';
import { openLineAppender, readJsonLines, readLastLine } from './jsonLines';

const file = async (content: string): Promise<string> => {
  const path = join(await temporaryFolder(), 'lines.jsonl');
  await writeFile(path, content);
  return path;
};

describe('readJsonLines', () => {
  it('is empty for a missing file', async () => {
    const path = join(await temporaryFolder(), 'none');
    expect(await readJsonLines(path)).toEqual({ lines: [], completeBytes: 0, tornBytes: 0 });
    expect(await readLastLine(path)).toBeNull();
  });

  it('tells whole lines from a torn end, in bytes', async () => {
    const path = await file('{"a":"ä"}\n{}\n{"to');
    expect(await readJsonLines(path)).toEqual({ lines: ['{"a":"ä"}', '{}'], completeBytes: 14, tornBytes: 4 });
  });
});

describe('readLastLine', () => {
  it.each([
    ['one\n', 'one'],
    ['one\ntwo\n', 'two'],
    ['one\ntwo\ntorn', 'two'],
    ['torn', null],
    ['', null],
    [`first\n${'x'.repeat(100_000)}\n`, 'x'.repeat(100_000)],
    [`${'y'.repeat(5_000)}\n`, 'y'.repeat(5_000)],
  ])('finds it', async (content, expected) => {
    expect(await readLastLine(await file(content))).toBe(expected);
  });
});

describe('openLineAppender', () => {
  it('cuts a torn end off, however long, and goes on after the last whole line', async () => {
    const path = await file(`one\n${'z'.repeat(200_000)}`);
    const appender = await openLineAppender(path, { durable: true });
    await appender.append(['two', 'three']);
    await appender.close();
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\nthree\n');
  });

  it('keeps the order of calls that overlap', async () => {
    const path = join(await temporaryFolder(), 'deep', 'er', 'log');
    const appender = await openLineAppender(path, { durable: false });
    await Promise.all(Array.from({ length: 50 }, (_, i) => appender.append([String(i)])));
    await appender.close();
    expect((await readJsonLines(path)).lines).toEqual(Array.from({ length: 50 }, (_, i) => String(i)));
  });

  it.runIf(process.platform === 'linux')('reports a full disk', async () => {
    // The kernel's own always-full file.
    const appender = await openLineAppender('/dev/full', { durable: false });
    await expect(appender.append(['x'])).rejects.toMatchObject({ code: 'disk-full', place: '/dev/full' });
    await appender.close();
  });

  it('does not touch whole lines that another program adds before it opens', async () => {
    const path = await file('one\n');
    await appendFile(path, 'two\n');
    const appender = await openLineAppender(path, { durable: true });
    await appender.append(['three']);
    await appender.close();
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\nthree\n');
  });
});
