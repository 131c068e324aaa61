import { samplesTableUrl, scoresTableUrl } from '@shared/contract/addresses';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { answering } from '../../client/workerAnswers';
import { ArrowTable } from './arrowTable';
import { joinValues } from './joinValues';
import type { NumberSource } from './joinValues';
import type { MapAnswers, MapPoints, MapRequest } from './mapProtocol';

const PREFIX = 'n.';

let points: MapPoints | undefined;
/** Tables of each set, its samples before its scores. */
let tables: readonly (readonly ArrowTable[])[] = [];

async function answer(request: MapRequest): Promise<MapAnswers[MapRequest['type']]> {
  switch (request.type) {
    case 'points': {
      const table = new ArrowTable(await download(request.url));
      points = {
        x: table.float(`${PREFIX}map.x`),
        y: table.float(`${PREFIX}map.y`),
        set: table.int('i.map.set'),
        identityIndex: table.int('identityIndex'),
        sampleIndex: table.int('sampleIndex'),
      };
      return points;
    }
    case 'columns': {
      tables = await Promise.all(request.sets.map(tablesOf));
      const names = tables.flat().flatMap((table) => table.names.filter((name) => name.startsWith(PREFIX)));
      return [...new Set(names)].map((name) => name.slice(PREFIX.length));
    }
    case 'values': {
      if (points === undefined) throw new Failure({ code: 'internal', message: 'The map was not loaded yet.' });
      return joinValues(
        points,
        tables.map((own) => sourceOf(own, PREFIX + request.name)),
      );
    }
  }
}

function sourceOf(own: readonly ArrowTable[], name: string): NumberSource | undefined {
  const table = own.find(({ names }) => names.includes(name));
  if (table === undefined) return undefined;
  return {
    identityIndex: table.int('identityIndex'),
    sampleIndex: table.int('sampleIndex'),
    values: table.float(name),
  };
}

/** A set that is gone, or has no scores, gives no numbers; its points stay. */
async function tablesOf(setId: SetId): Promise<ArrowTable[]> {
  const found: ArrowTable[] = [];
  for (const url of [samplesTableUrl(setId), scoresTableUrl(setId)]) {
    const bytes = await download(url).catch((thrown: unknown) => {
      if (thrown instanceof Failure && thrown.code === 'not-found') return null;
      throw thrown;
    });
    if (bytes !== null) found.push(new ArrowTable(bytes));
  }
  return found;
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Failure({
      code: response.status === 404 ? 'not-found' : 'io',
      message: 'A part of the map could not be loaded.',
      place: `${url} answered ${response.status} ${response.statusText}`.trim(),
      remedy: 'Check that the library folder is still there, or make the map again.',
    });
  }
  return new Uint8Array(await response.arrayBuffer());
}

self.onmessage = answering(answer);
