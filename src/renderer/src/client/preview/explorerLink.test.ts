import { describe, expect, it } from 'vitest';
import { Failure } from '@shared/lib/failure';
import { ExplorerLink } from './explorerLink';
import type { WorkerPort } from './explorerLink';
import type { ExplorerAnswer, ExplorerRequest } from './explorerProtocol';

class FakePort implements WorkerPort {
  readonly sent: ExplorerRequest[] = [];
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  postMessage(message: ExplorerRequest): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.onmessage = null;
  }
  answer(answer: ExplorerAnswer): void {
    // The link reads the data alone.
    this.onmessage?.({ data: answer } as MessageEvent<ExplorerAnswer>);
  }
}

describe('explorer link', () => {
  it('gives each question its own answers, however they interleave', async () => {
    const port = new FakePort();
    const link = new ExplorerLink(port);
    const heard: string[] = [];
    const first = link.ask({ type: 'describe' }, ({ type }) => heard.push(`first ${type}`));
    const second = link.ask({ type: 'describe' }, ({ type }) => heard.push(`second ${type}`));
    const described = { type: 'described', sliders: [], unitNames: [], correctiveNames: [], hairNames: [] } as const;
    port.answer({ number: 2, ...described });
    port.answer({ number: 1, ...described });
    port.answer({ number: 2, type: 'done', elapsedMs: 7 });
    port.answer({ number: 1, type: 'done', elapsedMs: 9 });
    expect(await Promise.all([first, second])).toEqual([9, 7]);
    expect(heard).toEqual(['second described', 'first described']);
  });

  it('throws the failure of the worker with its words', async () => {
    const port = new FakePort();
    const asked = new ExplorerLink(port).ask({ type: 'describe' }, () => undefined);
    port.answer({ number: 1, type: 'failed', error: { code: 'set-up-incomplete', message: 'No head.', place: 'x' } });
    await expect(asked).rejects.toEqual(new Failure({ code: 'set-up-incomplete', message: 'No head.', place: 'x' }));
  });
});
