import { embeddingsUrl, sampleTextsUrl, samplesTableUrl } from '@shared/contract/addresses';
import type { SamplesPart } from '@shared/domain/sample';
import type { SampleId, SetId } from '@shared/domain/ids';
import { SampleTexts } from '@shared/domain/sample';
import { Failure } from '@shared/lib/failure';
import { answering } from '../workerAnswers';
import { readEmbeddings } from './embeddings';
import { TableCore } from './tableCore';
import type { TableAnswers, TableRequest } from './tableProtocol';

let core: TableCore | undefined;
let setId: SetId | undefined;
let measuresLoad: Promise<void> | undefined;
let embeddingsLoad: Promise<void> | undefined;

async function answer(request: TableRequest): Promise<TableAnswers[TableRequest['type']]> {
  if (request.type === 'load') {
    core = new TableCore(await downloadSamples(request.setId, 'places'));
    setId = request.setId;
    return core.opened();
  }
  if (core === undefined || setId === undefined)
    throw new Failure({ code: 'internal', message: 'The sample table was not loaded yet.' });
  if (needsMeasures(request) && !core.hasMeasures) await (measuresLoad ??= loadMeasures(core, setId));
  switch (request.type) {
    case 'scores': {
      const bytes = await download(request.url);
      // Other scores come from other embeddings.
      embeddingsLoad = undefined;
      core.setScores(bytes);
      return bytes !== null;
    }
    case 'columns':
      // Between two columns, a view that was asked for meanwhile goes first.
      while (core.prepareColumn()) await nextTurn();
      return core.summaries();
    case 'view':
      if (request.query.similarTo !== null) {
        await loadEmbeddings(core, setId);
        if (!core.hasEmbeddings) throw NOT_JUDGED;
      }
      return core.view(request.query, () => performance.now());
    case 'matches':
      return core.matches(request.columns);
    case 'values':
      return core.values(request.column);
    case 'row':
      return { ...core.row(request.row), ...(await textsOf(setId, core.idOf(request.row))) };
    case 'nearestSame':
      await loadEmbeddings(core, setId);
      return core.nearestSame(request.row);
    case 'list':
      core.setList(request.name, request.rows);
      return null;
    case 'decisions':
      core.setDecisions(request.rows, request.codes);
      return null;
  }
}

/** What the first faces do without. */
const needsMeasures = (request: TableRequest): boolean =>
  request.type === 'columns' ||
  request.type === 'values' ||
  request.type === 'row' ||
  (request.type === 'view' && (request.query.sortBy !== null || Object.keys(request.query.ranges).length > 0));

async function loadMeasures(table: TableCore, ofSet: SetId): Promise<void> {
  try {
    table.setMeasures(await downloadSamples(ofSet, 'measures'));
  } finally {
    // One that failed is tried again with the next question.
    measuresLoad = undefined;
  }
}

async function downloadSamples(ofSet: SetId, part: SamplesPart): Promise<Uint8Array> {
  const url = samplesTableUrl(ofSet, part);
  const bytes = await download(url);
  if (bytes === null) throw failed('not-found', `${url} answered 404`);
  return bytes;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Once, when somebody first asks what is alike: a million take 128 MB. */
function loadEmbeddings(table: TableCore, ofSet: SetId): Promise<void> {
  embeddingsLoad ??= download(embeddingsUrl(ofSet)).then((bytes) => {
    if (bytes === null) return;
    table.setEmbeddings(readEmbeddings(bytes.buffer, table.rowCount));
  });
  return embeddingsLoad;
}

async function textsOf(ofSet: SetId, id: SampleId): Promise<SampleTexts> {
  const bytes = await download(sampleTextsUrl(ofSet, id));
  if (bytes === null) throw failed('not-found', id);
  return SampleTexts.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** @returns null where there is no such thing. */
async function download(url: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const response = await fetch(url);
  if (response.status === 404) return null;
  if (!response.ok) throw failed('io', `${url} answered ${response.status} ${response.statusText}`.trim());
  return new Uint8Array(await response.arrayBuffer());
}

const failed = (code: 'not-found' | 'io', place: string): Failure =>
  new Failure({
    code,
    message: 'The sample table of this set could not be loaded.',
    place,
    remedy: 'Check that the library folder is still there, then open the set again.',
  });

const NOT_JUDGED = new Failure({
  code: 'not-found',
  message: 'What is alike cannot be said: no judge has looked at this set yet.',
  remedy: 'Compute its scores first.',
});

/** Large arrays are handed over rather than copied; every one in an answer was made for it. */
function buffersOf(value: TableAnswers[TableRequest['type']]): ArrayBuffer[] {
  if (value instanceof Float32Array) return [value.buffer];
  if (value === null || typeof value !== 'object') return [];
  if ('order' in value) return [value.order.buffer];
  if ('identityIndex' in value && 'names' in value)
    return [value.identityIndex.buffer, value.sampleIndex.buffer, value.names.bytes.buffer];
  return [];
}

self.onmessage = answering(answer, buffersOf);
