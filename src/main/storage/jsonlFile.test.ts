import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendAudit, readAudit } from './auditLog';
import { chainFaults } from './jsonlFile';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { auditFile } from './libraryPaths';

const entry = (subject: string) => ({ who: 'tester', action: 'test', subject, detail: { n: 1 } });

async function logOf(count: number): Promise<string> {
  const library = await temporaryFolder();
  for (let i = 0; i < count; i++) await appendAudit(library, entry(`s${i}`));
  return library;
}

async function edit(library: string, change: (lines: string[]) => void): Promise<void> {
  const lines = (await readFile(auditFile(library), 'utf8')).split('\n');
  change(lines);
  await writeFile(auditFile(library), lines.join('\n'));
}

describe('chained files', () => {
  it('number and link their lines', async () => {
    const content = await readAudit(await logOf(3));
    expect(content.lines.map(({ revision, subject }) => [revision, subject])).toEqual([
      [1, 's0'],
      [2, 's1'],
      [3, 's2'],
    ]);
    expect(content).toMatchObject({ fault: null, tornBytes: 0 });
    expect(content.lines[0]?.previous).toBe('0'.repeat(64));
  });

  it('stay whole when many write at once', async () => {
    const library = await temporaryFolder();
    await Promise.all(Array.from({ length: 12 }, (_, i) => appendAudit(library, entry(String(i)))));
    const content = await readAudit(library);
    expect(content.fault).toBeNull();
    expect(new Set(content.lines.map(({ subject }) => subject)).size).toBe(12);
  });

  it.each([
    ['changed', (lines: string[]) => (lines[1] = lines[1].replace('s1', 'sX')), 3],
    ['removed', (lines: string[]) => lines.splice(1, 1), 2],
    ['swapped', (lines: string[]) => lines.splice(0, 2, lines[1], lines[0]), 1],
    ['not JSON', (lines: string[]) => (lines[2] = '{"half'), 3],
    ['of another shape', (lines: string[]) => (lines[0] = '{"revision":1}'), 1],
  ])('name the line where one was %s', async (_, change, line) => {
    const library = await logOf(4);
    await edit(library, change);
    const content = await readAudit(library);
    expect(content.fault?.line).toBe(line);
    expect(content.lines).toHaveLength(line - 1);
    expect(chainFaults('audit.jsonl', content)[0]).toContain(`audit.jsonl, line ${line}`);
  });

  it('report a torn last line, and cut it off with the next one', async () => {
    const library = await logOf(3);
    const { length } = await readFile(auditFile(library));
    await truncate(auditFile(library), length - 5);
    const torn = await readAudit(library);
    expect(torn.lines).toHaveLength(2);
    expect(torn.tornBytes).toBeGreaterThan(0);
    expect(chainFaults('audit.jsonl', torn)).toHaveLength(1);
    await appendAudit(library, entry('after'));
    const whole = await readAudit(library);
    expect(whole).toMatchObject({ fault: null, tornBytes: 0 });
    expect(whole.lines.map(({ subject }) => subject)).toEqual(['s0', 's1', 'after']);
  });

  it('take nothing after a last line that cannot be read', async () => {
    const library = await logOf(1);
    await writeFile(auditFile(library), 'rubbish\n');
    await expect(appendAudit(library, entry('x'))).rejects.toMatchObject({
      code: 'corrupt-data',
      place: join(library, 'audit.jsonl'),
    });
  });
});
