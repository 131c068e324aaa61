import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freeBytesAt, parseDf } from './diskSpace';

describe('parseDf', () => {
  it('reads the free column of POSIX output, names with spaces included', () => {
    const text = 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/my disk 1000 400 600 40% /mnt/a b\n';
    expect(parseDf(text)).toBe(600 * 1024);
  });
  it('is null for anything else', () => {
    expect(parseDf('')).toBeNull();
    expect(parseDf('df: no such file')).toBeNull();
  });
});

describe('freeBytesAt', () => {
  it('answers for places that are still to be made', async () => {
    const here = await freeBytesAt(join(process.cwd(), 'not', 'there', 'yet'));
    expect(here).toBeGreaterThan(0);
  });
});
