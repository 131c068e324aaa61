import { Failure, toFailureDetail } from '@shared/lib/failure';
import { TableCore } from './tableCore';
import type { Answer, Question, TableAnswers, TableRequest } from './tableProtocol';

let core: TableCore | undefined;

async function answer(request: TableRequest): Promise<TableAnswers[TableRequest['type']]> {
  if (request.type === 'load') {
    core = new TableCore(await download(request.url));
    return core.opened();
  }
  if (core === undefined) throw new Failure({ code: 'internal', message: 'The sample table was not loaded yet.' });
  switch (request.type) {
    case 'view':
      return core.view(request.query, () => performance.now());
    case 'row':
      return core.row(request.row);
    case 'decisions':
      core.setDecisions(request.rows, request.codes);
      return null;
  }
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Failure({
      code: response.status === 404 ? 'not-found' : 'io',
      message: 'The sample table of this set could not be loaded.',
      place: `${url} answered ${response.status} ${response.statusText}`.trim(),
      remedy: 'Check that the library folder is still there, then open the set again.',
    });
  }
  return new Uint8Array(await response.arrayBuffer());
}

self.onmessage = (message: MessageEvent<Question>) => {
  const { number, request } = message.data;
  const send = (reply: Answer): void => self.postMessage(reply);
  answer(request).then(
    (value) => send({ number, ok: true, value }),
    (thrown: unknown) => send({ number, ok: false, error: toFailureDetail(thrown) }),
  );
};
