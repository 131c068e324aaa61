import { mapPointsUrl } from '@shared/contract/addresses';
import { sampleOfKey } from '@shared/domain/curationSamples';
import { MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import type { SampleId } from '@shared/domain/ids';
import type { MapInfo } from '@shared/domain/maps';
import { WorkerAsker } from '../../client/workerAsker';
import type { MapAnswers, MapPoints, MapRequest } from './mapProtocol';
import { PointGrid } from './pointGrid';

const newAsker = (): WorkerAsker<MapRequest, MapAnswers> =>
  new WorkerAsker(new Worker(new URL('./map.worker.ts', import.meta.url), { type: 'module' }), 'The map');

/** One open map: its points here, the columns of its sets in its worker. */
export class MapTable {
  readonly grid: PointGrid;

  private constructor(
    private readonly asker: WorkerAsker<MapRequest, MapAnswers>,
    readonly info: MapInfo,
    readonly points: MapPoints,
    /** Numeric columns by which points can be coloured. */
    readonly columns: readonly string[],
  ) {
    this.grid = new PointGrid(points.x, points.y);
  }

  /** @throws Failure not-found, io, corrupt-data */
  static async open(info: MapInfo): Promise<MapTable> {
    const asker = newAsker();
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
