import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { fakeBridge } from './fakeBridge.testing';
import { createClient } from './outisClient';

describe('createClient', () => {
  it('gives the parsed output', async () => {
    const client = createClient(fakeBridge({ 'dialog.pickFolder': () => '/data' }));
    await expect(client.call('dialog.pickFolder', { title: 'x' })).resolves.toBe('/data');
  });

  it('throws the program’s failure with its place and remedy', async () => {
    const failure = new Failure({ code: 'disk-full', message: 'Full.', place: '/lib', remedy: 'Make room.' });
    const client = createClient(
      fakeBridge({
        'set.list': () => {
          throw failure;
        },
      }),
    );
    await expect(client.call('set.list', undefined)).rejects.toMatchObject({
      code: 'disk-full',
      place: '/lib',
      remedy: 'Make room.',
    });
  });

  it('does not believe an output that breaks the contract', async () => {
    const client = createClient(fakeBridge({ 'set.list': () => [{ id: 'nonsense' }] }));
    await expect(client.call('set.list', undefined)).rejects.toMatchObject({
      code: 'internal',
      place: expect.stringContaining('set.list') as string,
    });
  });

  it('does not believe a reply that is none', async () => {
    const bridge = fakeBridge({});
    const client = createClient({
      ...bridge,
      call: { ...bridge.call, 'set.list': () => Promise.resolve('hello' as never) },
    });
    await expect(client.call('set.list', undefined)).rejects.toMatchObject({ code: 'internal' });
  });
});
