import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Contract } from '@shared/contract';
import type { Input, Output } from '@shared/contract/define';
import { contract } from '@shared/contract';
import type { ConsentRecord } from '@shared/domain/consent';
import type { ConsentEdit } from '@shared/domain/consents/edit';
import { JobId, sampleId, type SetId } from '@shared/domain/ids';
import { JobSpec } from '@shared/domain/jobs';
import { JobRecord } from '@shared/domain/jobState';
import { sha256Hex } from '../platform/hash';
import { readAudit } from '../storage/auditLog';
import { readRegister } from '../storage/consentRegister';
import { addSet, consentRecord, giveConsent } from '../storage/library.testing';
import { createJobStore } from '../storage/jobStore';
import { registerFile } from '../storage/libraryPaths';
import { call, openTestServices, type TestServices } from './services.testing';

const names = ['Ann', 'Bo', 'Cy'];
const HEADER = 'subject,status,purposes,date,document,notice_version,notice_sha256,retain_until\n';
const A = 'a'.repeat(64);

const EXPORTED = {
  ...{ outis: 1, name: 'Real_2_2', kind: 'real', createdAt: '2026-01-01T00:00:00.000Z', program: 'x', syn: null },
  ...{ real: null, classCount: 1, labelOffset: 0, recipe: null, fingerprint: null, pairs: null },
  ...{ manifestSha256: A, statement: '' },
};

interface Desk extends TestServices {
  readonly setId: SetId;
  readonly file: string;
  write(rows: string): Promise<void>;
  preview(): Promise<Output<Contract, 'consent.preview'>>;
  take(change?: Partial<Input<Contract, 'consent.import'>>): Promise<Output<Contract, 'consent.import'>>;
  edit(subjects: string[], edit: ConsentEdit): Promise<{ changed: number }>;
}

/** A library with a set of three subjects, and a consent file beside it. */
async function desk(...given: readonly ConsentRecord[]): Promise<Desk> {
  const open = await openTestServices();
  const { handlers } = open.services;
  const setId = await addSet(open.library, { kind: 'real', identities: 3, samples: 2, names });
  await giveConsent(open.library, setId, given);
  const file = join(open.library, '..', 'consent.csv');
  const preview: Desk['preview'] = async () =>
    contract['consent.preview'].output.parse(await handlers['consent.preview']({ setId, consentFile: file }, call));
  return {
    ...open,
    setId,
    file,
    write: (rows) => writeFile(file, HEADER + rows),
    preview,
    take: async (change = {}) => {
      const { sha256, registerLines } = await preview();
      const input = { setId, consentFile: file, sha256, registerLines, accept: null, leaveOthers: false, ...change };
      return handlers['consent.import'](contract['consent.import'].input.parse(input), call);
    },
    edit: (subjects, edit) => handlers['consent.edit']({ setId, subjects, edit }, call),
  };
}

const inForce = async ({ library, setId }: Desk, subject: string): Promise<ConsentRecord | undefined> =>
  (await readRegister(library)).latest(setId).get(subject);

describe('a consent file', () => {
  it('is shown before it is taken, and both register and log keep what changed', async () => {
    const at = await desk(consentRecord('Ann'));
    await at.write('Ann,withdrawn,,2024-01-01,letter,,,\nBo,given,display|export,2024-01-01,form 2,,,\n');
    const before = await readFile(registerFile(at.library), 'utf8');
    const seen = await at.preview();
    expect(seen.counts).toEqual({ added: 1, unchanged: 0, changed: 1, contradicting: 0 });
    expect(seen).toMatchObject({ notInFile: 1, notInSet: 0 });
    expect(seen.changes.map(({ subject, kind, place }) => [subject, kind, place])).toEqual([
      ['Ann', 'changed', `${at.file}:2`],
      ['Bo', 'added', `${at.file}:3`],
    ]);
    expect(await readFile(registerFile(at.library), 'utf8')).toBe(before);

    expect(await at.take()).toEqual({ added: 1, changed: 1, accepted: 0, left: 0 });
    const subjects = await at.services.handlers['consent.list']({ setId: at.setId }, call);
    expect(
      subjects.map(({ subject, status, allowedToday, alarms }) => [subject, status, allowedToday, alarms]),
    ).toEqual([
      ['Ann', 'withdrawn', [], ['kept-against-will']],
      ['Bo', 'given', ['export', 'display'], []],
      ['Cy', 'unknown', [], []],
    ]);
    const log = (await readAudit(at.library)).lines;
    expect(log.map(({ action }) => action)).toEqual(['consent.import', 'consent.import']);
    expect(log[0]?.detail).toMatchObject({
      line: 2,
      changed: expect.stringContaining('status: given → withdrawn') as string,
    });
    expect(log[1]?.detail).toMatchObject({ sha256: seen.sha256, added: 1, changed: 1 });
    expect(JSON.stringify(log)).not.toMatch(/Ann|Bo/);
    expect((await at.preview()).counts).toEqual({ added: 0, unchanged: 2, changed: 0, contradicting: 0 });
    await at.services.close();
  });

  it('that contradicts the register changes nothing until each contradiction is accepted with a reason', async () => {
    const at = await desk(consentRecord('Ann', { date: '2024-06-01' }), consentRecord('Bo', { date: '2024-06-01' }));
    await at.write(
      'Ann,given,training,2024-01-01,x,,,\nBo,given,training,2024-01-01,x,,,\nCy,given,all,2024-01-01,x,,,\n',
    );
    const before = await readFile(registerFile(at.library), 'utf8');
    await expect(at.take()).rejects.toMatchObject({
      code: 'conflict',
      place: `${at.file}:2`,
      message: expect.stringMatching(
        /^2 records contradict the register\. .*csv:2, Ann: The register has a newer record.*Nothing was written\.$/,
      ) as string,
    });
    expect(await readFile(registerFile(at.library), 'utf8')).toBe(before);
    const accept = { subjects: ['Ann'], reason: 'the form was dated wrongly' };
    await expect(at.take({ accept })).rejects.toMatchObject({
      message: expect.stringMatching(/^One record/) as string,
    });
    expect(await at.take({ accept, leaveOthers: true })).toEqual({ added: 1, changed: 0, accepted: 1, left: 1 });
    expect(await inForce(at, 'Ann')).toMatchObject({ date: '2024-01-01', purposes: ['training'] });
    expect(await inForce(at, 'Bo')).toMatchObject({ date: '2024-06-01' });
    expect((await readAudit(at.library)).lines[0]?.detail).toMatchObject({ reason: accept.reason });
    const [line] = await at.services.handlers['consent.history']({ setId: at.setId, subject: 'Ann' }, call);
    expect(line).toMatchObject({ line: 4, source: at.file, reason: accept.reason });
    await at.services.close();
  });

  it('never undoes a withdrawal by an older row, whatever is accepted', async () => {
    const at = await desk(consentRecord('Ann'), consentRecord('Ann', { status: 'withdrawn', date: '2024-06-01' }));
    await at.write('Ann,given,all,2024-06-01,x,,,\n');
    const accept = { subjects: 'all', reason: 'trust me' } as const;
    await expect(at.take({ accept })).rejects.toMatchObject({
      code: 'conflict',
      remedy: expect.stringContaining('consent of a later day') as string,
    });
    expect(await at.take({ accept, leaveOthers: true })).toMatchObject({ accepted: 0, left: 1 });
    expect(await inForce(at, 'Ann')).toMatchObject({ status: 'withdrawn' });
    await at.services.close();
  });

  it('is refused when it, or the register, changed after it was shown', async () => {
    const at = await desk(consentRecord('Ann'));
    await at.write('Bo,given,all,2024-01-01,x,,,\n');
    const { sha256, registerLines } = await at.preview();
    await giveConsent(at.library, at.setId, [consentRecord('Cy')]);
    await expect(at.take({ sha256, registerLines })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('The register has changed') as string,
    });
    await at.write('Bo,given,all,2024-01-02,x,,,\n');
    await expect(at.take({ sha256 })).rejects.toMatchObject({
      message: expect.stringContaining('The consent file has changed') as string,
    });
    await at.services.close();
  });

  it.each([
    ['has a row that cannot be read', 'Ann,perhaps,,2024-01-01,x,,,\n', /status/, ':2'],
    [
      'contradicts itself',
      `Ann,given,all,2024-01-01,x,1,${A},\nAnn,refused,,2024-01-01,x,,,\n`,
      /contradicts itself/,
      ':3',
    ],
    ['is about nobody in the set', 'Zoe,given,all,2024-01-01,x,,,\n', /None of the 1 subjects/, ''],
  ])('is refused as a whole when it %s', async (_name, rows, message, line) => {
    const at = await desk();
    await at.write(rows);
    await expect(at.preview()).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(message) as string,
      place: `${at.file}${line}`,
    });
    expect((await readRegister(at.library)).lines).toEqual([]);
    await at.services.close();
  });

  it.each(['csv', 'json'] as const)('is what the register is written as: %s', async (format) => {
    const full = consentRecord('Ann', { biometric: true, channel: 'web', notice: { version: '1', sha256: A } });
    const at = await desk(full, consentRecord('Bo', { status: 'refused', purposes: [], retainUntil: '2031-01-01' }));
    const folder = join(at.library, '..');
    const input = { setId: at.setId, format, folder };
    const path = await at.services.handlers['consent.export'](input, call);
    const seen = await at.services.handlers['consent.preview']({ setId: at.setId, consentFile: path }, call);
    expect(seen.counts).toEqual({ added: 0, unchanged: 2, changed: 0, contradicting: 0 });
    await expect(at.services.handlers['consent.export'](input, call)).rejects.toMatchObject({ code: 'conflict' });
    await at.services.close();
  });
});

describe('an edit', () => {
  it('changes several subjects alike, says from what to what, and leaves the rest of each record', async () => {
    const at = await desk(consentRecord('Ann'), consentRecord('Bo', { retainUntil: '2031-01-01' }));
    const edit = { channel: 'e-mail', notice: { version: '2', sha256: A }, retainUntil: null };
    expect(await at.edit(['Ann', 'Bo', 'Cy'], edit)).toEqual({ changed: 3 });
    expect(await inForce(at, 'Bo')).toEqual(
      consentRecord('Bo', { channel: 'e-mail', notice: { version: '2', sha256: A } }),
    );
    expect(await inForce(at, 'Cy')).toMatchObject({ status: 'unknown', purposes: [] });
    const log = (await readAudit(at.library)).lines;
    expect(log.map(({ action, detail }) => [action, detail['line']])).toEqual([
      ['consent.edit', 3],
      ['consent.edit', 4],
      ['consent.edit', 5],
    ]);
    expect(log[1]?.detail['changed']).toBe(
      `channel: none → e-mail; notice version: none → 2; notice: none → ${'a'.repeat(12)}; keep until: 2031-01-01 → none`,
    );
    expect(await at.edit(['Ann'], edit)).toEqual({ changed: 0 });
    await at.services.close();
  });

  it('is all or nothing, and undoes no withdrawal', async () => {
    const at = await desk(consentRecord('Ann'), consentRecord('Bo', { status: 'withdrawn', date: '2024-06-01' }));
    const given = { status: 'given', purposes: ['training'] } as const;
    const edit = { ...given, purposes: [...given.purposes] };
    await expect(at.edit(['Ann', 'Bo'], { ...edit, date: '2024-06-01' })).rejects.toMatchObject({
      code: 'conflict',
      place: 'Bo',
    });
    await expect(at.edit(['Ann', 'Cy'], { status: 'given', purposes: [] })).rejects.toMatchObject({
      code: 'invalid-input',
      place: 'Ann',
    });
    await expect(at.edit(['Zoe'], edit)).rejects.toMatchObject({ code: 'not-found' });
    expect((await readRegister(at.library)).lines).toHaveLength(2);
    expect(await at.edit(['Bo'], { ...edit, date: '2024-06-02' })).toEqual({ changed: 1 });
    await at.services.close();
  });

  it('writes nothing after a break in the register', async () => {
    const at = await desk(consentRecord('Ann'), consentRecord('Bo'));
    const text = await readFile(registerFile(at.library), 'utf8');
    await writeFile(registerFile(at.library), text.replace('form 1', 'form 9'));
    await expect(at.edit(['Ann'], { channel: 'x' })).rejects.toMatchObject({ code: 'corrupt-data' });
    const standing = await at.services.handlers['consent.standing']({ setId: at.setId }, call);
    expect(standing).toMatchObject({ faults: [expect.stringContaining('line 2')], hiddenSamples: 6 });
    await at.services.close();
  });
});

it('keeps notices by their hash and evidence by its own, and tells when a kept notice was changed', async () => {
  const { services, library } = await openTestServices();
  const { handlers } = services;
  const sha256 = await handlers['consent.saveNotice']({ text: 'We train.\r\nYou may stop.' }, call);
  expect(sha256).toBe(sha256Hex('We train.\nYou may stop.'));
  expect(await handlers['consent.notice']({ sha256 }, call)).toBe('We train.\nYou may stop.');
  await writeFile(join(library, 'consent', 'notices', `${sha256}.txt`), 'We sell.');
  expect(await handlers['consent.notice']({ sha256 }, call)).toBeNull();
  expect(await handlers['consent.notice']({ sha256: A }, call)).toBeNull();

  const folder = join(library, '..', 'scans');
  await mkdir(folder);
  await writeFile(join(folder, 'Form 17.PDF'), 'signed');
  const found = { file: 'Form 17.PDF', sha256: sha256Hex('signed') };
  const input = { file: join(folder, 'Form 17.PDF'), copy: false };
  expect(await handlers['consent.takeEvidence'](input, call)).toEqual(found);
  expect(await readdir(join(library, 'consent'))).toEqual(['notices']);
  expect(await handlers['consent.takeEvidence']({ ...input, copy: true }, call)).toEqual(found);
  expect(await readdir(join(library, 'consent', 'evidence'))).toEqual([`${found.sha256}.pdf`]);
  for (const file of [folder, join(folder, 'gone')])
    await expect(handlers['consent.takeEvidence']({ file, copy: false }, call)).rejects.toMatchObject({
      code: file === folder ? 'invalid-input' : 'not-found',
    });
  await services.close();
});

it('counts alarms for the card, and says on it when the clock is not believed', async () => {
  const { services, library } = await openTestServices();
  const setId = await addSet(library, { kind: 'real', identities: 3, samples: 2, names });
  await giveConsent(library, setId, [
    consentRecord('Ann', { expiresOn: '2021-01-01' }),
    consentRecord('Bo', { retainUntil: '2021-01-01' }),
    consentRecord('Cy', { purposes: ['training'] }),
  ]);
  const standing = await services.handlers['consent.standing']({ setId }, call);
  expect(standing).toMatchObject({ clockFault: null, alarms: { expired: 1, 'retention-ended': 1 }, hiddenSamples: 6 });
  const summary = async (): Promise<Output<Contract, 'set.list'>[number] | undefined> =>
    contract['set.list'].output
      .parse(await services.handlers['set.list'](undefined, call))
      .find(({ id }) => id === setId);
  expect(await summary()).toMatchObject({ consentAlarms: { expired: 1, 'retention-ended': 1 }, faults: [] });
  await writeFile(join(library, 'audit.jsonl'), `${JSON.stringify({ at: '2090-01-01T00:00:00.000Z' })}\n`);
  expect((await summary())?.faults).toEqual([expect.stringContaining('last written on 2090-01-01') as string]);
  expect((await services.handlers['consent.standing']({ setId }, call)).day).toBe('2090-01-01');
  await services.close();
});

it('tells which exports and models a subject is in', async () => {
  const at = await desk(consentRecord('Ann'), consentRecord('Bo', { purposes: ['export'] }));
  const folder = join(at.library, 'exports', 'Real_2_2');
  await mkdir(folder, { recursive: true });
  const lines = ['Ann', 'Bo', 'Ann'].map((subject) =>
    JSON.stringify({ setId: at.setId, origin: 'real', consent: { subject, date: null, document: null } }),
  );
  await writeFile(join(folder, 'manifest.jsonl'), `${lines.join('\n')}\nnot json\n`);
  const uses = async (): Promise<Output<Contract, 'consent.uses'>> =>
    contract['consent.uses'].output.parse(await at.services.handlers['consent.uses']({ setId: at.setId }, call));
  // A folder without a dataset.json is no export.
  expect(await uses()).toEqual({ exports: [], models: [], subjects: [] });
  await writeFile(join(folder, 'dataset.json'), JSON.stringify(EXPORTED));
  const runId = JobId.parse('job_000000000001');
  const at2090 = '2090-01-01T00:00:00.000Z';
  await createJobStore(at.library).save(
    JobRecord.parse({
      ...{ schema: 1, id: runId, title: 'Train', createdAt: at2090, startedAt: at2090, endedAt: at2090 },
      spec: JobSpec.parse({ kind: 'train', name: 'Model', sets: [at.setId] }),
      state: { status: 'cancelled', resumable: true },
    }),
  );
  expect(await uses()).toEqual({
    exports: [{ name: 'Real_2_2', directory: folder }],
    models: [{ runId, name: 'Model' }],
    subjects: [
      { subject: 'Ann', exports: [0], models: [0] },
      { subject: 'Bo', exports: [0], models: [] },
    ],
  });
  await at.services.close();
});

it('shows nobody whose consent to display is missing or has ended, and says why a face is hidden', async () => {
  const at = await desk(
    consentRecord('Ann'),
    consentRecord('Bo', { purposes: ['training'] }),
    consentRecord('Cy', { expiresOn: '2080-01-01' }),
  );
  const why = (identity: number, sample = 0): Promise<'no-consent' | 'missing' | null> =>
    at.services.handlers['consent.whyHidden']({ setId: at.setId, sampleId: sampleId(identity, sample) }, call);
  expect(await Promise.all([why(0), why(1), why(2), why(0, 9)])).toEqual([null, 'no-consent', null, 'missing']);
  const line = `${JSON.stringify({ at: '2090-01-01T00:00:00.000Z' })}\n`;
  await writeFile(join(at.library, 'audit.jsonl'), line);
  expect(await Promise.all([why(0), why(2)])).toEqual([null, 'no-consent']);
  await at.services.close();
});
