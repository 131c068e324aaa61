import { generateKeyPairSync, verify, createPublicKey } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DestructionCertificate } from '@shared/domain/withdrawalPlan';
import { JobId } from '@shared/domain/ids';
import { ExportSpec } from '@shared/domain/jobs';
import type { JobContext } from '../../jobs/jobContext';
import { quietContext } from '../../jobs/quietContext.testing';
import { sha256Hex } from '../../platform/hash';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { readAudit } from '../../storage/auditLog';
import { readRegister } from '../../storage/consentRegister';
import { createJobStore } from '../../storage/jobStore';
import { readImportPlan } from '../../storage/importPlan';
import { registerFile, setDir, trashDir } from '../../storage/libraryPaths';
import { readSampleRows } from '../../storage/sampleTable';
import { listScoreFolders } from '../../storage/scores/scoreFolders';
import { readSetInfo } from '../../storage/setStore';
import { readTwinPlan } from '../../storage/twinStore';
import { filesBelow } from '../../storage/withdrawals/fileTree';
import { readSupersessions } from '../../storage/withdrawals/supersessions';
import { readTombstones } from '../../storage/withdrawals/tombstones';
import {
  exported,
  placeOf,
  restore,
  stateOf,
  TRAIN,
  usedLibrary,
  VERIFY,
  withdrawSpec,
} from './withdraw/withdraw.testing';
import { runWithdraw } from './withdraw';

/** Hashes of every file below a folder. */
async function hashesBelow(root: string): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for await (const { path } of filesBelow(root)) hashes.set(sha256Hex(await readFile(path)), path);
  return hashes;
}

describe('a withdrawal of everything', () => {
  it('leaves no image, row, score, map or fitted number of the subject in the library, and says what it could not reach', async () => {
    const { library, real, syn, twin, mix, away } = await usedLibrary();
    const own = (await readSampleRows(library, real)).filter(({ identityName }) => identityName === 'anna');
    const drawn = (await readSampleRows(library, twin)).filter(({ identityIndex }) => identityIndex === 0);
    const { summary } = await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library));
    expect(summary).toBe('A subject of people: 3 images and 3 of its twin erased, 4 things marked');

    expect((await readRegister(library)).latest(real).get('anna')).toMatchObject({ status: 'withdrawn', purposes: [] });
    expect((await readSampleRows(library, real)).map(({ identityName }) => identityName)).not.toContain('anna');
    expect((await readSetInfo(library, real)).counts).toMatchObject({ identities: 2, samples: 6 });
    expect((await readSampleRows(library, twin)).map(({ identityIndex }) => identityIndex)).not.toContain(0);
    expect((await readTwinPlan(library, twin))?.identities.map(({ samples }) => samples.length)).toEqual([0, 3, 3]);
    expect((await readTombstones(setDir(library, real))).map(({ sha256 }) => sha256)).toEqual(own.map(({ sha256 }) => sha256)); // prettier-ignore
    const left = await hashesBelow(library);
    for (const { sha256 } of [...own, ...drawn]) expect(left.get(sha256)).toBeUndefined();
    expect((await listScoreFolders(library, syn)).map(({ info }) => info.scorer)).toEqual([]);
    expect((await listScoreFolders(library, real)).map(({ info }) => info.scorer).sort()).toEqual(['image', 'judge']);

    const judged = (await listScoreFolders(library, real)).find(({ info }) => info.scorer === 'judge');
    const derived: string[] = [];
    for await (const { path } of filesBelow(judged?.path ?? '')) if (path.endsWith('.i8')) derived.push(basename(path));
    expect(derived.map((name) => name.slice(0, 11)).sort()).toEqual(['batch-00001', 'batch-00002']);

    const plan = await readImportPlan(library, real);
    expect(plan.subjects.map(({ files }) => files.length)).toEqual([3, 3, 3]);
    const texts = await stateOf(library);
    const naming = Object.keys(texts).filter((path) => (texts[path] ?? '').includes('anna'));
    // The register, the logs, the papers of what was handed out, and this withdrawal's own.
    const isProof = (path: string): boolean =>
      /^(audit\.jsonl|consent\/register\.jsonl|runs\/job_withdraw1\/[^/]+|exports\/[^/]+\/[^/]+)$/.test(path);
    expect(naming.filter((path) => !isProof(path))).toEqual([]);

    // Copies elsewhere are marked, not deleted.
    expect((await hashesBelow(away)).get(own[0]?.sha256 ?? '')).toBeDefined();
    for (const folder of [mix, away]) {
      const notice = await readFile(join(folder, 'NOTICE.txt'), 'utf8');
      expect(notice).toContain('3 images are concerned');
      expect(notice).not.toContain('anna');
      expect(JSON.parse(await readFile(join(folder, 'SUPERSEDED.json'), 'utf8'))).toMatchObject([{ images: 3, replacedBy: null }]); // prettier-ignore
    }
    expect((await readSupersessions(library)).map(({ thing }) => thing)).toMatchObject([
      { type: 'export', images: 3 },
      { type: 'export', images: 3 },
      { type: 'model', runId: TRAIN, images: 3 },
      { type: 'report', runId: VERIFY },
    ]);
    const pairs = await readFile(join(library, 'runs', VERIFY, 'scores.csv'), 'utf8');
    expect(pairs.split('\n')).toHaveLength(3);
    expect((await readAudit(library)).fault).toBeNull();
    const actions = (await readAudit(library)).lines.map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('consent.'))).toEqual(['consent.withdraw', 'consent.erased']);
  });

  it('ends alike wherever it was killed', async () => {
    const { library, real } = await usedLibrary();
    const root = dirname(library);
    const kept = join(await temporaryFolder(), 'kept');
    await cp(root, kept, { recursive: true });
    let steps = 0;
    const counting: JobContext = { ...quietContext(), progress: () => (steps += 1) };
    await runWithdraw(withdrawSpec(real), counting, await placeOf(library));
    const whole = await stateOf(root);
    expect(steps).toBeGreaterThan(20);
    for (let killedAt = 1; killedAt <= steps; killedAt++) {
      await restore(kept, root);
      let left = killedAt;
      const dying: JobContext = {
        ...quietContext(),
        progress: () => {
          if (--left === 0) throw new Error('killed');
        },
      };
      const place = await placeOf(library);
      await expect(runWithdraw(withdrawSpec(real), dying, place)).rejects.toThrow('killed');
      // From the second step on the register has it, whatever else was done.
      const status = (await readRegister(library)).latest(real).get('anna')?.status;
      expect(status).toBe(killedAt === 1 ? 'given' : 'withdrawn');
      await runWithdraw(withdrawSpec(real), quietContext(), place);
      expect(await stateOf(root)).toEqual(whole);
    }
  }, 240_000);

  it('takes over what a job that was given up had begun', async () => {
    const { library, real } = await usedLibrary();
    const first = await placeOf(library);
    let left = 40;
    const dying: JobContext = {
      ...quietContext(),
      progress: ({ phase }) => {
        if (phase === 'images' && --left < 39) throw new Error('killed');
      },
    };
    await expect(runWithdraw(withdrawSpec(real), dying, first)).rejects.toThrow('killed');
    const at = new Date().toISOString();
    await createJobStore(library).save({
      schema: 1,
      id: first.jobId,
      title: 'Withdraw a subject',
      spec: withdrawSpec(real),
      state: { status: 'cancelled', resumable: true },
      createdAt: at,
      startedAt: at,
      endedAt: at,
    });
    await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library, JobId.parse('job_second1')));
    const files: string[] = [];
    for await (const { path } of filesBelow(join(setDir(library, real), 'images'))) files.push(path);
    expect(files).toHaveLength(6);
  });

  it('of a pack erases the files that hold the subject, and keeps its papers', async () => {
    const { library, real } = await usedLibrary();
    const spec = { kind: 'export', format: 'recordio', pairsPerFold: 0, unmarkedReason: 'made-up bytes' };
    const pack = await exported(
      library,
      ExportSpec.parse({ ...spec, name: 'pack', real: { setId: real, samples: 3 } }),
    );
    const files = (await readdir(pack)).sort();
    expect(files).toContain('train.rec');
    await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library));
    const left = await readdir(pack);
    expect(files.filter((name) => !left.includes(name))).toEqual(['train.rec']);
    expect(left).toEqual(expect.arrayContaining(['SUPERSEDED.json', 'NOTICE.txt', 'manifest.jsonl', 'dataset.json']));
  });

  it('stops between two changes when it is cancelled, and goes on from there', async () => {
    const { library, real } = await usedLibrary();
    const place = await placeOf(library);
    const signal = { aborted: false };
    const cancelling: JobContext = {
      ...quietContext(signal),
      progress: ({ phase }) => {
        if (phase === 'rows') signal.aborted = true;
      },
    };
    await expect(runWithdraw(withdrawSpec(real), cancelling, place)).rejects.toMatchObject({ code: 'cancelled' });
    await runWithdraw(withdrawSpec(real), quietContext(), place);
    expect((await readSampleRows(library, real)).map(({ identityName }) => identityName)).not.toContain('anna');
  });

  it('reaches a set that was removed and lies in the trash', async () => {
    const { library, real } = await usedLibrary();
    await mkdir(trashDir(library), { recursive: true });
    const trashed = join(trashDir(library), `${real} 2026-01-01`);
    await rename(setDir(library, real), trashed);
    await runWithdraw(withdrawSpec(real), quietContext(), await placeOf(library));
    const files: string[] = [];
    for await (const { path } of filesBelow(join(trashed, 'images'))) files.push(path);
    expect(files).toHaveLength(6);
  });

  it('signs its certificate where there is a key', async () => {
    const { library, real } = await usedLibrary();
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const signer = {
      keyId: '0123456789abcdef',
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    };
    const place = { ...(await placeOf(library)), signer };
    await runWithdraw(withdrawSpec(real), quietContext(), place);
    const text = await readFile(join(place.runDir, 'certificate.json'), 'utf8');
    const certificate = DestructionCertificate.parse(JSON.parse(text));
    const signed = Buffer.from(JSON.stringify({ ...certificate, signature: null }));
    const key = createPublicKey({ key: Buffer.from(certificate.signature?.publicKey ?? '', 'base64'), format: 'der', type: 'spki' }); // prettier-ignore
    const value = Buffer.from(certificate.signature?.value ?? '', 'base64');
    expect(verify(null, signed, key, value)).toBe(true);
    expect(verify(null, Buffer.from(signed.toString().replace('anna', 'bert')), key, value)).toBe(false);
    expect(text).not.toContain(signer.privateKey);
    expect(text).not.toMatch(/anonym/i);
  });
});

describe('a withdrawal of purposes', () => {
  it('erases nothing, ends new uses and marks what rests on them', async () => {
    const { library, real } = await usedLibrary();
    const before = await readSampleRows(library, real);
    const scope = { type: 'purposes', purposes: ['training', 'export'] };
    await runWithdraw(withdrawSpec(real, { scope }), quietContext(), await placeOf(library));
    expect(await readSampleRows(library, real)).toEqual(before);
    expect((await readRegister(library)).latest(real).get('anna')).toMatchObject({
      status: 'given',
      purposes: ['evaluation', 'display'],
      date: '2020-01-01',
    });
    const types = (await readSupersessions(library)).map(({ thing }) => thing.type);
    expect(types).toEqual(['export', 'export', 'model', 'set']);
  });
});

describe('what stops a withdrawal', () => {
  it('is refused, and nothing changes, for an unknown subject or a broken register', async () => {
    const { library, real } = await usedLibrary();
    const place = await placeOf(library);
    const before = await stateOf(library);
    await expect(runWithdraw(withdrawSpec(real, { subject: 'dora' }), quietContext(), place)).rejects.toMatchObject({
      code: 'not-found',
      place: real,
    });
    expect(await stateOf(library)).toEqual(before);
    const register = await readFile(registerFile(library), 'utf8');
    await writeFile(registerFile(library), register.replace('form 1', 'form 2'));
    await expect(runWithdraw(withdrawSpec(real), quietContext(), place)).rejects.toMatchObject({
      code: 'corrupt-data',
    });
  });

  it('a damaged part of the table: the register has it, the part is named, and it resumes when that is mended', async () => {
    const { library, real } = await usedLibrary();
    const place = await placeOf(library);
    const shard = join(setDir(library, real), 'samples', 'batch-000001.arrow');
    const bytes = await readFile(shard);
    await writeFile(shard, bytes.subarray(0, 100));
    await expect(runWithdraw(withdrawSpec(real), quietContext(), place)).rejects.toMatchObject({
      code: 'corrupt-data',
      place: shard,
    });
    expect((await readRegister(library)).latest(real).get('anna')?.status).toBe('withdrawn');
    await writeFile(shard, bytes);
    await runWithdraw(withdrawSpec(real), quietContext(), place);
    expect((await readSampleRows(library, real)).map(({ identityName }) => identityName)).not.toContain('anna');
  });

  it('an export that is not there now is marked in the library', async () => {
    const { library, real, away } = await usedLibrary();
    await rm(away, { recursive: true });
    const place = await placeOf(library);
    await runWithdraw(withdrawSpec(real), quietContext(), place);
    const marks = (await readSupersessions(library)).filter(({ thing }) => thing.type === 'export');
    expect(marks).toHaveLength(2);
    const certificate = await readFile(join(place.runDir, 'certificate.json'), 'utf8');
    expect(certificate).toContain('which cannot be reached now');
  });
});
