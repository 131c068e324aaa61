import { beforeEach, describe, expect, it } from 'vitest';
import { CONSENT_PURPOSES } from '@shared/domain/consent';
import { temporaryFolder } from '../platform/temporaryFolder.testing';
import { readConsents } from './consentsInForce';
import { addSet, consentRecord, DIGIFACE, giveConsent } from './library.testing';
import { readUsableSamples } from './usableSamples';

describe('a set that is declared synthetic', () => {
  let library: string;
  beforeEach(async () => {
    library = await temporaryFolder();
  });
  const imported = { kind: 'real', identities: 2, samples: 3 } as const;

  it('allows everything and asks nobody', async () => {
    const setId = await addSet(library, { ...imported, declaredSynthetic: DIGIFACE });
    const consents = await readConsents(library, setId);
    expect(consents.declared).toEqual(DIGIFACE);
    for (const purpose of CONSENT_PURPOSES) expect(consents.allows('00001', purpose)).toBe(true);
    expect(consents.recordOf('00001')).toBeNull();
    const usable = await readUsableSamples(library, setId, 'export');
    expect([usable.rows.length, usable.withoutConsentCount]).toEqual([6, 0]);
  });

  it('leaves people of other sets as they were: without consent nothing', async () => {
    await addSet(library, { ...imported, declaredSynthetic: DIGIFACE });
    const people = await addSet(library, imported);
    const consents = await readConsents(library, people);
    expect(consents.declared).toBeNull();
    expect(consents.allowsAnything('00001')).toBe(false);
    expect((await readUsableSamples(library, people, 'export')).withoutConsentCount).toBe(6);
  });

  it('does not depend on the clock, which a register of others may make unbelievable', async () => {
    const people = await addSet(library, imported);
    await giveConsent(library, people, [consentRecord('00001')]);
    const declared = await addSet(library, { ...imported, declaredSynthetic: DIGIFACE });
    const long = '2001-01-01T00:00:00.000Z';
    expect((await readConsents(library, people, long)).clockFault).not.toBeNull();
    expect((await readConsents(library, declared, long)).clockFault).toBeNull();
  });
});
