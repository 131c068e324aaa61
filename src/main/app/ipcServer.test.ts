import { describe, expect, it } from 'vitest';
import type { IpcMainInvokeEvent } from 'electron';
import type { Contract } from '@shared/contract';
import type { Handlers } from '@shared/contract/define';
import { PROCEDURE_NAMES } from '@shared/contract/names';
import { Failure } from '@shared/lib/failure';
import { serveProcedures } from './ipcServer';

type Listener = (event: IpcMainInvokeEvent, input: unknown) => unknown;

const OWN = { url: 'app://outis/index.html', parent: null };

/** A door with one handler replaced; every other one fails the test that reaches it. */
function door(handlers: Partial<Handlers<Contract>>) {
  const channels = new Map<string, Listener>();
  const logged: string[] = [];
  const unused = Object.fromEntries(
    PROCEDURE_NAMES.map((name) => [name, () => Promise.reject(new Error(`unused ${name}`))]),
  );
  serveProcedures(
    { handle: (channel, listener) => void channels.set(channel, listener as Listener) },
    { ...unused, ...handlers } as Handlers<Contract>,
    (line) => logged.push(line),
  );
  const call = (name: string, input: unknown, senderFrame: unknown = OWN): unknown =>
    channels.get(`outis:${name}`)!(
      { senderFrame, sender: { isDestroyed: () => false } } as unknown as IpcMainInvokeEvent,
      input,
    );
  return { channels, logged, call };
}

describe('the door of main', () => {
  it('has one channel per procedure and no other', () => {
    expect([...door({}).channels.keys()].sort()).toEqual(PROCEDURE_NAMES.map((name) => `outis:${name}`).sort());
  });

  it('answers with the value', async () => {
    const { call } = door({ 'dialog.pickFolder': ({ title }) => Promise.resolve(`/${title}`) });
    expect(await call('dialog.pickFolder', { title: 'x' })).toEqual({ ok: true, value: '/x' });
  });

  it('calls a bad input the fault of the caller, before the handler runs', async () => {
    const { call } = door({});
    expect(await call('dialog.pickFolder', { title: 1 })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect(await call('job.cancel', '../etc')).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('calls a bad output our own fault, and logs it', async () => {
    const { call, logged } = door({ 'dialog.pickFolder': () => Promise.resolve(7 as unknown as string) });
    expect(await call('dialog.pickFolder', { title: 'x' })).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(logged).toEqual(['dialog.pickFolder failed']);
  });

  it('sends a Failure as data, with place and remedy', async () => {
    const failure = { code: 'conflict', message: 'open elsewhere', place: '/library', remedy: 'close it' } as const;
    const { call, logged } = door({ 'library.open': () => Promise.reject(new Failure(failure)) });
    expect(await call('library.open', { path: '/library' })).toEqual({ ok: false, error: failure });
    expect(logged).toEqual([]);
  });

  it('keeps the stack of what it did not expect', async () => {
    const { call } = door({ 'set.list': () => Promise.reject(new Error('broken')) });
    expect(await call('set.list', undefined)).toEqual({ ok: false, error: { code: 'internal', message: 'broken' } });
  });

  it.each([
    ['another origin', { url: 'https://example.org/', parent: null }],
    ['a file', { url: 'file:///index.html', parent: null }],
    ['a look-alike host', { url: 'app://outis.example/', parent: null }],
    ['a frame inside the page', { url: 'app://outis/index.html', parent: OWN }],
    ['a frame that is gone', null],
  ])('refuses %s', async (_who, frame) => {
    const { call } = door({ 'set.list': () => Promise.resolve([]) });
    expect(await call('set.list', undefined, frame)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });
});
