import { describe, expect, it } from 'vitest';
import { addSet, DIGIFACE } from '../storage/library.testing';
import { call, openTestServices } from './services.testing';

const SAID = 'declared synthetic by kim (DigiFace-1M README, Microsoft), not proven';

describe('a set that is declared synthetic', () => {
  it('is listed with whose word it is, shown, and counted nowhere among consents', async () => {
    const { library, services } = await openTestServices();
    await addSet(library, { kind: 'real', identities: 2, samples: 2, declaredSynthetic: DIGIFACE });
    const [summary] = await services.handlers['set.list'](undefined, call);
    expect(summary).toMatchObject({ kind: 'real', declaredSynthetic: DIGIFACE, consent: null, faults: [] });
    expect(summary.consentAlarms).toBeUndefined();
    expect(summary.mosaic).toHaveLength(4);
    await services.close();
  });

  it('has no consents and nobody who could withdraw, and says why', async () => {
    const { library, services } = await openTestServices();
    const setId = await addSet(library, { kind: 'real', identities: 2, samples: 2, declaredSynthetic: DIGIFACE });
    const refused = { code: 'invalid-input', message: expect.stringContaining(SAID) as string };
    await expect(services.handlers['consent.list']({ setId }, call)).rejects.toMatchObject(refused);
    await expect(services.handlers['consent.standing']({ setId }, call)).rejects.toMatchObject(refused);
    await expect(
      services.handlers['withdrawal.preview']({ setId, subject: '00001', scope: { type: 'all' } }, call),
    ).rejects.toMatchObject(refused);
    await services.close();
  });

  it('is no side of “which one is real?”', async () => {
    const { library, services } = await openTestServices();
    const target = await addSet(library, { kind: 'real', identities: 2, samples: 2, declaredSynthetic: DIGIFACE });
    const other = await addSet(library, { identities: 2, samples: 2 });
    const plan = await services.handlers['reviews.planBlind']({ target, other, seed: 1, pairs: 2 }, call);
    expect([plan.target.kind, plan.other.kind]).toEqual(['syn', 'syn']);
    await services.close();
  });
});
