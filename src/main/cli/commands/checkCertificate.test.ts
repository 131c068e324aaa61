import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Certificate } from '@shared/domain/certificate';
import { certificateOf } from '@shared/domain/certificate.testing';
import { fakeTerminal, JOB_ID, jobRecord, type FakeTerminal } from '../fakeTerminal.testing';
import { runCli } from '../runCli';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outis-check-'));
  await writeFile(join(folder, 'certificate.json'), JSON.stringify(certificateOf()));
  await mkdir(join(folder, 'Syn_4_5'));
  await writeFile(join(folder, 'Syn_4_5', 'manifest.jsonl'), '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const terminalOver = (now: Certificate): FakeTerminal =>
  fakeTerminal(
    {
      'job.start': () => JOB_ID,
      'job.snapshot': () => ({
        seq: 1,
        record: jobRecord({
          status: 'succeeded',
          outcome: { setId: null, exportDir: null, runDir: null, summary: 'Proven' },
        }),
      }),
      'run.certificate': () => now,
    },
    { cwd: folder },
  );

describe('outis prove --check', () => {
  it('proves the very same choice of the export beside the certificate', async () => {
    const terminal = terminalOver(certificateOf({ createdAt: '2027-05-05T00:00:00.000Z' }));
    expect(await runCli(['prove', '--check', 'certificate.json'], terminal)).toBe(0);
    expect(terminal.calls.find(([name]) => name === 'job.start')?.[1]).toMatchObject({
      exportDir: join(folder, 'Syn_4_5'),
      samples: 50,
      seed: 7,
    });
    expect(terminal.out()).toContain('The certificate holds');
  });

  it('is 1 where the export is no longer what was certified, and says what changed', async () => {
    const now = certificateOf({ result: 'refuted' });
    const terminal = terminalOver(now);
    expect(await runCli(['prove', '--check', 'certificate.json', '--json'], terminal)).toBe(1);
    expect(JSON.parse(terminal.out())).toMatchObject({
      ok: false,
      result: { holds: false, changes: ['The result was “proven” and is “refuted”.'] },
    });
  });

  it.each([
    ['{}', 1],
    ['not JSON', 1],
  ])('refuses a file that is no certificate: %s', async (text, code) => {
    await writeFile(join(folder, 'certificate.json'), text);
    const terminal = terminalOver(certificateOf());
    expect(await runCli(['prove', '--check', 'certificate.json'], terminal)).toBe(code);
    expect(terminal.err()).toContain(join(folder, 'certificate.json'));
  });

  it('asks for the export where it lies elsewhere, and for a certificate that is there', async () => {
    await rm(join(folder, 'Syn_4_5'), { recursive: true });
    const terminal = terminalOver(certificateOf());
    expect(await runCli(['prove', '--check', 'certificate.json'], terminal)).toBe(2);
    expect(terminal.err()).toContain('Add --export FOLDER');
    expect(await runCli(['prove', '--check', 'gone.json'], terminalOver(certificateOf()))).toBe(2);
    expect(await runCli(['prove'], terminalOver(certificateOf()))).toBe(2);
  });
});
