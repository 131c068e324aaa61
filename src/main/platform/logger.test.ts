import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLogger, createLogger } from './logger';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('logger', () => {
  it('writes one line of JSON each, with the stack of what was thrown', () => {
    const lines: string[] = [];
    const logger = createLogger(
      (line) => lines.push(line),
      () => new Date(0),
    );
    logger.info('opened', { library: 'a\nb' });
    logger.error('failed', new Error('broken', { cause: 'deeper' }));
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0])).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      level: 'info',
      message: 'opened',
      library: 'a\nb',
    });
    expect(JSON.parse(lines[1])).toMatchObject({ level: 'error', cause: 'deeper' });
    expect(lines[1]).toContain('logger.test');
  });

  it('sets a full file aside and never throws', async () => {
    const path = join(folder, 'deep', 'outis.log');
    createFileLogger(path).info('first');
    await writeFile(path, 'x'.repeat(5_000_001));
    createFileLogger(path).info('second');
    expect((await stat(`${path}.old`)).size).toBe(5_000_001);
    expect(await readFile(path, 'utf8')).toContain('second');
    expect(() => createFileLogger('/dev/null/not-a-folder/log').info('lost')).not.toThrow();
  });
});
