import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { newSetId } from '../platform/newId';
import { readRegister } from './consentRegister';
import { addSet, consentRecord, giveConsent } from './library.testing';
import { auditFile, registerFile } from './libraryPaths';
import { openJournal } from './curationJournal';
import { readUsableSamples } from './usableSamples';

describe('the consent register', () => {
  it('keeps every record; the last one of a set and subject is in force', async () => {
    const library = await temporaryFolder();
    const [one, other] = [newSetId(), newSetId()];
    await giveConsent(library, one, [consentRecord('Ann'), consentRecord('Bo')]);
    await giveConsent(library, other, [consentRecord('Ann', { status: 'refused' })]);
    await giveConsent(library, one, [consentRecord('Ann', { status: 'withdrawn' })]);
    const register = await readRegister(library);
    expect(register.lines).toHaveLength(4);
    expect(register.latest(one).get('Ann')?.status).toBe('withdrawn');
    expect(register.latest(one).get('Bo')?.status).toBe('given');
    expect(register.latest(other).get('Ann')?.status).toBe('refused');
    expect(register.latest(newSetId()).size).toBe(0);
  });

  it('believes nothing once a line cannot be trusted: a withdrawal might be missing', async () => {
    const library = await temporaryFolder();
    const id = newSetId();
    await giveConsent(library, id, [consentRecord('Ann'), consentRecord('Bo', { status: 'refused' })]);
    const text = await readFile(registerFile(library), 'utf8');
    await writeFile(registerFile(library), text.replace('refused', 'given'));
    // The changed line still reads; it is the one after it that shows the change.
    await writeFile(registerFile(library), `${await readFile(registerFile(library), 'utf8')}{"revision":3}\n`);
    const register = await readRegister(library);
    expect(register.brokenAt).toBe(3);
    expect(register.latest(id).size).toBe(0);
    expect(register.faults[0]).toMatch(/register\.jsonl, line 3/);
  });
});

describe('readUsableSamples', () => {
  const names = ['Ann', 'Bo', 'Cy', 'Di'];

  it('leaves out excluded samples and subjects without a valid consent for the purpose, and counts them', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, { kind: 'real', identities: 4, samples: 2, names });
    await giveConsent(library, id, [
      consentRecord('Ann'),
      consentRecord('Bo', { purposes: ['display'] }),
      consentRecord('Cy', { expiresOn: '2021-01-01' }),
    ]);
    const journal = await openJournal(library, id);
    const body = { action: 'decide', decision: 'exclude', reason: null, note: '', who: 'tester' } as const;
    const rows = (await readUsableSamples(library, id, 'export')).rows;
    await journal.append({ ...body, samples: [rows[0].id] });
    await journal.close();

    const now = await readUsableSamples(library, id, 'export');
    expect(now.rows.map(({ identityName }) => identityName)).toEqual(['Ann']);
    expect(now).toMatchObject({ curationRevision: 1, excludedCount: 1, withoutConsentCount: 6 });
    expect(now.consentOf('Ann')?.document).toBe('form 1');
    expect(now.consentOf('Di')).toBeNull();
    const pinned = await readUsableSamples(library, id, 'export', { upToRevision: 0 });
    expect(pinned).toMatchObject({ curationRevision: 0, excludedCount: 0 });
    expect((await readUsableSamples(library, id, 'display')).rows).toHaveLength(3);
    expect(now.clockFault).toBeNull();
  });

  it('takes a consent that has ended for ended, however far the clock is set back', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, { kind: 'real', identities: 4, samples: 2, names });
    await giveConsent(library, id, [consentRecord('Ann'), consentRecord('Cy', { expiresOn: '2021-01-01' })]);
    // The register was written today; this clock says that Cy's consent still holds.
    const back = await readUsableSamples(library, id, 'export', { at: '2020-06-01T00:00:00.000Z' });
    expect(back.rows.map(({ identityName }) => identityName)).toEqual(['Ann', 'Ann']);
    expect(back.clockFault).toMatch(/says 2020-06-01 00:00, but the library was last written on/);
  });

  it('believes the newest line, not the last: one written while the clock was set back changes nothing', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, { kind: 'real', identities: 4, samples: 2, names });
    await giveConsent(library, id, [consentRecord('Ann', { expiresOn: '2039-01-01' })]);
    const lines = [{ at: '2040-01-01T00:00:00.000Z' }, 'no entry', { at: '2020-01-01T00:00:00Z' }];
    await writeFile(auditFile(library), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const usable = await readUsableSamples(library, id, 'export');
    expect(usable.rows).toEqual([]);
    expect(usable.clockFault).toMatch(/2040-01-01/);
  });

  it('asks no consent of synthetic identities', async () => {
    const library = await temporaryFolder();
    const id = await addSet(library, { identities: 2, samples: 2 });
    expect(await readUsableSamples(library, id, 'export')).toMatchObject({ withoutConsentCount: 0 });
  });
});
