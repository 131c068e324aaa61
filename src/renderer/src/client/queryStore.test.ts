import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { fakeBridge } from './fakeBridge.testing';
import { createClient } from './outisClient';
import { QueryStore } from './queryStore';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('QueryStore', () => {
  it('asks once for all who watch, and again when invalidated', async () => {
    const bridge = fakeBridge({ 'dialog.pickFolder': () => '/data' });
    const store = new QueryStore(createClient(bridge));
    const input = { title: 'x' };
    const stop = store.watch('dialog.pickFolder', input, () => undefined);
    store.watch('dialog.pickFolder', { title: 'x' }, () => undefined);
    await settle();
    expect(store.read('dialog.pickFolder', input)).toMatchObject({ data: '/data', isFetching: false });
    expect(bridge.calls).toHaveLength(1);
    store.invalidate('dialog.pickFolder');
    await settle();
    expect(bridge.calls).toHaveLength(2);
    stop();
  });

  it('does not ask for what nobody looks at until somebody does', async () => {
    const bridge = fakeBridge({ 'dialog.pickFolder': () => null });
    const store = new QueryStore(createClient(bridge));
    store.watch('dialog.pickFolder', { title: 'x' }, () => undefined)();
    await settle();
    store.invalidate('dialog.pickFolder');
    await settle();
    expect(bridge.calls).toHaveLength(1);
    store.watch('dialog.pickFolder', { title: 'x' }, () => undefined);
    expect(bridge.calls).toHaveLength(2);
  });

  it('drops the answer to an older request', async () => {
    const answers: ((value: string) => void)[] = [];
    const bridge = fakeBridge({ 'dialog.pickFolder': () => new Promise<string>((resolve) => answers.push(resolve)) });
    const store = new QueryStore(createClient(bridge));
    store.watch('dialog.pickFolder', { title: 'x' }, () => undefined);
    store.invalidate('dialog.pickFolder');
    answers[1]?.('new');
    await settle();
    answers[0]?.('old');
    await settle();
    expect(store.read('dialog.pickFolder', { title: 'x' }).data).toBe('new');
  });

  it('keeps old data beside a new error', async () => {
    let isBroken = false;
    const bridge = fakeBridge({
      'dialog.pickFolder': () => {
        if (isBroken) throw new Failure({ code: 'io', message: 'Gone.' });
        return '/data';
      },
    });
    const store = new QueryStore(createClient(bridge));
    store.watch('dialog.pickFolder', { title: 'x' }, () => undefined);
    await settle();
    isBroken = true;
    store.invalidate('dialog.pickFolder');
    await settle();
    expect(store.read('dialog.pickFolder', { title: 'x' })).toMatchObject({ data: '/data', error: { code: 'io' } });
  });
});
