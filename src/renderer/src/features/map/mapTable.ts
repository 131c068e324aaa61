import { mapPointsUrl } from '@shared/contract/addresses';
import { sampleOfKey } from '@shared/domain/curationSamples';
import { MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import type { SampleId } from '@shared/domain/ids';
import type { MapInfo } from '@shared/domain/maps';
import { Failure } from '@shared/lib/failure';
import type { MapAnswer, MapAnswers, MapPoints, MapQuestion, MapRequest } from './mapProtocol';
import { PointGrid } from './pointGrid';

interface Pending {
  readonly resolve: (value: MapAnswers[MapRequest['type']]) => void;
  readonly reject: (error: Failure) => void;
}

/** One open map: its points here, the columns of its sets in its worker. */
export class MapTable {
  readonly grid: PointGrid;

  private constructor(
    private readonly asker: Asker,
    readonly info: MapInfo,
    readonly points: MapPoints,
    /** Numeric columns by which points can be coloured. */
    readonly columns: readonly string[],
  ) {
    this.grid = new PointGrid(points.x, points.y);
  }

  /** @throws Failure not-found, io, corrupt-data */
  static async open(info: MapInfo): Promise<MapTable> {
    const asker = new Asker();
    try {
      const [points, columns] = await Promise.all([
        asker.ask({ type: 'points', url: mapPointsUrl(info.id) }),
        asker.ask({ type: 'columns', sets: info.sets.map(({ setId }) => setId) }),
      ]);
      return new MapTable(asker, info, points, columns);
    } catch (thrown) {
      asker.close();
      throw thrown;
    }
  }

  get count(): number {
    return this.points.x.length;
  }

  /** Index into the map's sets. */
  setOf(row: number): number {
    return this.points.set[row] ?? 0;
  }

  /** Identity index × 10,000 + sample index. */
  keyOf(row: number): number {
    const { identityIndex, sampleIndex } = this.points;
    return (identityIndex[row] ?? 0) * MAX_SAMPLES_PER_IDENTITY + (sampleIndex[row] ?? 0);
  }

  idOf(row: number): SampleId {
    return sampleOfKey(this.keyOf(row));
  }

  values(name: string): Promise<Float32Array> {
    return this.asker.ask({ type: 'values', name });
  }

  close(): void {
    this.asker.close();
  }
}

/** Numbers questions to one worker and gives each answer to the one who asked. */
class Asker {
  private readonly worker = new Worker(new URL('./map.worker.ts', import.meta.url), { type: 'module' });
  private readonly pending = new Map<number, Pending>();
  private nextNumber = 1;

  constructor() {
    this.worker.onmessage = (message: MessageEvent<MapAnswer>) => {
      const reply = message.data;
      const asked = this.pending.get(reply.number);
      this.pending.delete(reply.number);
      if (reply.ok) asked?.resolve(reply.value);
      else asked?.reject(new Failure(reply.error));
    };
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.failAll(event.message);
    };
  }

  async ask<R extends MapRequest>(request: R): Promise<MapAnswers[R['type']]> {
    const number = this.nextNumber++;
    const value = await new Promise<MapAnswers[MapRequest['type']]>((resolve, reject) => {
      this.pending.set(number, { resolve, reject });
      const question: MapQuestion = { number, request };
      this.worker.postMessage(question);
    });
    // The worker answers each request with the value of its type (mapProtocol.ts).
    return value as MapAnswers[R['type']];
  }

  close(): void {
    this.worker.terminate();
    this.failAll('the map was closed');
  }

  private failAll(detail: string): void {
    const error = new Failure({ code: 'internal', message: 'The map stopped answering.', place: detail });
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}
