import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExtractLine } from '@shared/domain/auditExtract';
import { ExportSignature } from '@shared/domain/exportSignature';
import { ExportSpec } from '@shared/domain/jobs';
import { sampleId, type SetId } from '@shared/domain/ids';
import type { Signer } from '../../../../jobs/jobContext';
import { keyIdOf, makeKeyPair } from '../../../../platform/ed25519';
import { sha256Hex } from '../../../../platform/hash';
import { temporaryFolder } from '../../../../platform/temporaryFolder.testing';
import { appendAudit, readAudit } from '../../../../storage/auditLog';
import { appendRegister } from '../../../../storage/consentRegister';
import { openJournal } from '../../../../storage/curationJournal';
import { addSet, consentRecord } from '../../../../storage/library.testing';
import { verifySignature } from '../../../../storage/signature/verifySignature';
import { readPinned } from '../../../../storage/pinnedExport';
import { run, surroundings } from '../../export.testing';

const pair = makeKeyPair();
const signer: Signer = { ...pair, keyId: keyIdOf(pair.publicKey) };

/** A library with a synthetic and a real set, decisions, and lines in the log that concern them and others. */
async function library(): Promise<{ path: string; syn: SetId; real: SetId }> {
  const path = await temporaryFolder();
  const syn = await addSet(path, { identities: 3, samples: 4 });
  const real = await addSet(path, { kind: 'real', identities: 2, samples: 4, names: ['Anna', 'Ben'] });
  const other = await addSet(path, { identities: 1, samples: 1 });
  const entry = { who: 'anna', setId: real, source: null, sourceSha256: null };
  const noExport = consentRecord('Ben', { purposes: ['training'] });
  await appendRegister(path, [
    { ...entry, record: consentRecord('Anna') },
    { ...entry, record: noExport },
  ]);
  await appendAudit(
    path,
    { who: 'anna', action: 'set.rename', subject: syn, detail: { before: 'a', after: 'b', to: '/home/anna/x' } },
    { who: 'anna', action: 'consent.withdraw', subject: real, detail: { of: 'Ben', reason: 'Ben said so', line: 2 } },
    { who: 'anna', action: 'set.rename', subject: other, detail: { before: 'x', after: 'y' } },
    { who: 'anna', action: 'key.register', subject: signer.keyId, detail: { where: 'terminal', protection: 'file' } },
  );
  const journal = await openJournal(path, syn);
  await journal.append({
    ...{ who: 'anna', action: 'decide', decision: 'exclude', reason: 'blurred', note: 'Ben sees it too' },
    samples: [sampleId(0, 3)],
  });
  await journal.close();
  return { path, syn, real };
}

async function exported(
  { path, syn, real }: Awaited<ReturnType<typeof library>>,
  change: object = {},
): Promise<{ directory: string; again: () => Promise<string> }> {
  const { context, place } = surroundings(path);
  const parts = { syn: { setId: syn, samples: 3 }, real: { setId: real, samples: 2 } };
  const spec = ExportSpec.parse({ kind: 'export', ...parts, pairsPerFold: 0, ...change });
  const go = async (): Promise<string> => (await run(spec, context, { ...place, signer })).exportDir ?? '';
  return { directory: await go(), again: go };
}
const linesOf = async (directory: string): Promise<string[]> =>
  (await readFile(join(directory, 'audit.jsonl'), 'utf8')).trimEnd().split('\n');

describe('provenance of an export', () => {
  it('is signed, over every paper and with the key of the job', async () => {
    const { directory } = await exported(await library());
    const report = await verifySignature(directory, { aborted: false }, [signer.keyId]);
    expect(report.findings).toEqual([]);
    expect(report.signature?.files.map(({ path }) => path)).toEqual([
      ...[
        'DATACARD.md',
        'DATACARD.pdf',
        'README.txt',
        'audit.jsonl',
        'croissant.json',
        'dataset.json',
        'manifest.jsonl',
        'people.txt',
      ],
    ]);
    const text = await readFile(join(directory, 'SIGNATURE.json'), 'utf8');
    expect(text).not.toContain(signer.privateKey);
    expect(ExportSignature.safeParse(JSON.parse(text)).success).toBe(true);
  });

  it('tells what was done to its sets, in a chain, and nothing of people and sets that are not in it', async () => {
    const { directory } = await exported(await library());
    const texts = await linesOf(directory);
    const lines = texts.map((text) => ExtractLine.parse(JSON.parse(text)));
    expect(lines.map(({ source, action }) => `${source} ${action}`)).toEqual([
      'consent consent.given',
      'library set.rename',
      'library consent.withdraw',
      'library key.register',
      'decisions exclude',
      'export export',
    ]);
    for (const [index, line] of lines.entries()) {
      expect(line.revision).toBe(index + 1);
      expect(line.previous).toBe(index === 0 ? '0'.repeat(64) : sha256Hex(texts[index - 1] ?? ''));
    }
    expect(lines[1]?.detail).toEqual({ before: 'a', after: 'b' });
    expect(lines[2]?.detail).toEqual({ line: 2 });
    expect(lines[4]).toMatchObject({ who: 'anna', line: 1, detail: { samples: 1, reason: 'blurred' } });
    expect(lines[5]?.detail).toMatchObject({ synthetic: 9, real: 2, keyId: signer.keyId });
    expect(texts.join('\n')).not.toContain('Ben');
    expect(texts.join('\n')).not.toContain('/home');
  });

  it('has the same papers when it is made again after a kill, though the log has grown', async () => {
    const made = await library();
    const { directory, again } = await exported(made);
    const papers = ['audit.jsonl', 'croissant.json', 'dataset.json', 'SIGNATURE.json', 'manifest.jsonl', 'README.txt'];
    const before = await Promise.all(papers.map((file) => readFile(join(directory, file), 'utf8')));
    // As a run that was killed before the last rename leaves it, with a signature that was written half.
    const runs = surroundings(made.path).place.runDir;
    expect(await readPinned(runs)).toBeNull();
    const [job] = (await readAudit(made.path)).lines.flatMap(({ detail }) => detail['jobId'] ?? []);
    const pinned = await readPinned(join(made.path, 'runs', String(job)));
    await rm(directory, { recursive: true });
    await mkdir(pinned?.partial ?? '', { recursive: true });
    await writeFile(join(pinned?.partial ?? '', 'SIGNATURE.json'), '{"outis');
    await writeFile(join(pinned?.partial ?? '', 'audit.jsonl'), 'half');
    expect(await again()).toBe(directory);
    const after = await Promise.all(papers.map((file) => readFile(join(directory, file), 'utf8')));
    expect(after).toEqual(before);
    expect((await verifySignature(directory, { aborted: false })).findings).toEqual([]);
  });

  it('says who left the marks out, and why, in the log, the papers and the signature’s files', async () => {
    const made = await library();
    const { directory } = await exported(made, { unmarkedReason: 'a loader that stumbles' });
    for (const file of ['audit.jsonl', 'dataset.json', 'README.txt', 'croissant.json'])
      expect(await readFile(join(directory, file), 'utf8')).toContain('a loader that stumbles');
    const lines = (await linesOf(directory)).map((text) => ExtractLine.parse(JSON.parse(text)));
    expect(lines.map(({ action }) => action).slice(-2)).toEqual(['export.unmarked', 'export']);
    expect((await readAudit(made.path)).lines.map(({ action }) => action)).toContain('export.unmarked');
  });

  it('is logged once, though the program was killed before it could say so', async () => {
    const made = await library();
    const { directory, again } = await exported(made, { unmarkedReason: 'a loader that stumbles' });
    const said = async (): Promise<string[]> =>
      (await readAudit(made.path)).lines.map(({ action }) => action).filter((action) => action.startsWith('export'));
    expect(await again()).toBe(directory);
    expect(await said()).toEqual(['export.unmarked', 'export']);
    // The log as it was before its last two lines.
    const log = join(made.path, 'audit.jsonl');
    await writeFile(log, `${(await readFile(log, 'utf8')).trimEnd().split('\n').slice(0, -2).join('\n')}\n`);
    expect(await said()).toEqual([]);
    expect(await again()).toBe(directory);
    expect(await said()).toEqual(['export.unmarked', 'export']);
  });
});
