import { describe, expect, it } from 'vitest';
import type { KeyState, SigningKey } from '@shared/domain/signingKey';
import { fakeTerminal } from '../fakeTerminal.testing';
import { runCli } from '../runCli';

const key = (keyId: string, change: Partial<SigningKey> = {}): SigningKey => ({
  keyId,
  publicKey: 'A'.repeat(59) + '=',
  since: '2026-11-22T10:00:00.000Z',
  protection: 'file',
  where: 'terminal',
  ...change,
});
const registered = (one: SigningKey): KeyState['registered'][number] => ({
  ...one,
  reason: '',
  registeredAt: one.since,
  who: 'anna',
});
const [mine, window] = [key('1'.repeat(16)), key('2'.repeat(16), { where: 'window', protection: 'safe-storage' })];

describe('outis keys', () => {
  it('lists who signs for a library, the own key marked, without asking for its lock', async () => {
    const state: KeyState = { registered: [window, mine].map(registered), own: mine, fault: null };
    const terminal = fakeTerminal({ 'keys.state': () => state });
    expect(await runCli(['keys', 'list', '--library', 'faces'], terminal)).toBe(0);
    expect(terminal.out()).toBe(
      '2222222222222222  2026-11-22  window, kept by the system’s safe storage\n' +
        '1111111111111111  2026-11-22  terminal, kept by the mode of its file  (signs here)\n',
    );
  });

  it('says what a lost key needs, and that there is none yet', async () => {
    const fault = { message: 'The signing key cannot be used: its file is gone.', remedy: 'Make a new key.' };
    const lost = fakeTerminal({ 'keys.state': () => ({ registered: [registered(mine)], own: mine, fault }) });
    await runCli(['keys', 'list', '--library', 'faces'], lost);
    expect(lost.out()).toContain('its file is gone. Make a new key.');
    const none = fakeTerminal({ 'keys.state': () => ({ registered: [], own: null, fault: null }) });
    await runCli(['keys', 'list', '--library', 'faces'], none);
    expect(none.out()).toContain('the first export makes one');
  });

  it('makes a new one for a reason only', async () => {
    const terminal = fakeTerminal({ 'keys.new': () => mine });
    expect(await runCli(['keys', 'new', '--library', 'faces'], terminal)).toBe(2);
    expect(terminal.calls).toEqual([]);
    expect(await runCli(['keys', 'new', '--library', 'faces', '--reason', 'lost'], terminal)).toBe(0);
    expect(terminal.calls).toEqual([['keys.new', { reason: 'lost' }]]);
    expect(terminal.out()).toContain(mine.publicKey);
  });
});
