import { expect, it } from 'vitest';
import { consentMoment } from './today';

const CLOCK = '2026-03-01T12:00:00.000Z';

it.each([
  ['nothing was written yet', null, CLOCK, false],
  ['the last entry is older', '2026-02-28T23:00:00.000Z', CLOCK, false],
  ['the last entry is of this moment, without decimals', '2026-03-01T12:00:00Z', CLOCK, false],
  ['the clock is a little behind', '2026-03-01T12:09:59.000Z', '2026-03-01T12:09:59.000Z', false],
  ['the clock is far behind', '2026-03-02T00:00:00.000Z', '2026-03-02T00:00:00.000Z', true],
  ['the clock is years behind', '2031-01-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z', true],
])('when %s', (_name, newest, at, isFault) => {
  const moment = consentMoment(CLOCK, newest);
  expect(moment.at).toBe(at);
  expect(moment.fault !== null).toBe(isFault);
});

it('says both days and what to do', () => {
  expect(consentMoment(CLOCK, '2026-05-01T08:30:00.000Z').fault).toBe(
    'The clock of this computer says 2026-03-01 12:00, but the library was last written on 2026-05-01 08:30 (UTC). Consents are judged by the later day. Set the clock right.',
  );
});
