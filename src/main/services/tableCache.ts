import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keyOfSample } from '@shared/domain/curationSamples';
import { MAX_SAMPLES_PER_IDENTITY, type SampleId, type SetId } from '@shared/domain/ids';
import { isMissing } from '../platform/ioFailure';
import { setDir } from '../storage/libraryPaths';
import { listBatches, readSampleTable } from '../storage/sampleTable';
import type { SampleColumns, TextName } from '../storage/samples/sampleColumns';
import { readTombstones } from '../storage/withdrawals/tombstones';

/** Samples of all tables that are kept in memory together, the last used one whatever its size; 200,000 take about 40 MB. */
const KEPT_SAMPLES = 600_000;

export interface CachedTable {
  readonly columns: SampleColumns;
  /** Parts of the table that cannot be used, in sentences. */
  readonly faults: readonly string[];
  /** Whether samples were erased after a withdrawal. */
  readonly hasErased: boolean;
  /** Those that were; journals go on naming them. */
  readonly erased: readonly SampleId[];
  /** Row of a sample, or −1. */
  rowOf(id: SampleId): number;
  /** Row of identity index × 10,000 + sample index, or −1. */
  rowOfKey(key: number): number;
  identityNameAt(row: number): string;
  textAt(name: TextName, row: number): string;
}

function cachedTable(columns: SampleColumns, faults: readonly string[], tombstones: readonly SampleId[]): CachedTable {
  const { identityIndex, sampleIndex } = columns.integers;
  // The table is sorted by identity and sample: bisect instead of keeping 200,000 strings.
  const rowOfKey = (key: number): number => {
    let low = 0;
    let high = columns.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const ahead = (identityIndex[middle] ?? 0) * MAX_SAMPLES_PER_IDENTITY + (sampleIndex[middle] ?? 0) - key;
      if (ahead === 0) return middle;
      if (ahead < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
  const rowOf = (id: SampleId): number => rowOfKey(keyOfSample(id));
  // Points set by hand can make a sample anew where a new consent was given.
  const erased = [...new Set(tombstones)].filter((id) => rowOf(id) < 0);
  return {
    columns,
    faults,
    hasErased: erased.length > 0,
    erased,
    rowOfKey,
    rowOf,
    identityNameAt: (row) => columns.identityName.names[columns.identityName.codes[row] ?? 0] ?? '',
    textAt: (name, row) => {
      const { offsets, data } = columns.text[name];
      return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString(
        'utf8',
        offsets[row],
        offsets[row + 1],
      );
    },
  };
}

export interface TableCache {
  /** The set's table as it is on the disk now; damaged parts are left out and named. */
  get(setId: SetId): Promise<CachedTable>;
  /** A table that has all of these samples if the disk has: looks again when one is not in memory. */
  having(setId: SetId, ids: readonly SampleId[]): Promise<CachedTable>;
  forget(setId: SetId): void;
}

async function tombstonesSize(libraryPath: string, setId: SetId): Promise<number> {
  try {
    return (await stat(join(setDir(libraryPath, setId), 'tombstones.jsonl'))).size;
  } catch (thrown) {
    if (isMissing(thrown)) return 0;
    throw thrown;
  }
}

export function createTableCache(libraryPath: string): TableCache {
  const kept = new Map<SetId, { readonly key: string; readonly table: Promise<CachedTable> }>();

  const sizes = new Map<SetId, number>();

  const get = async (setId: SetId): Promise<CachedTable> => {
    // An erasure rewrites parts under their names and leaves tombstones.
    const erased = await tombstonesSize(libraryPath, setId);
    const key = `${(await listBatches(libraryPath, setId)).join(',')} ${erased}`;
    const held = kept.get(setId);
    kept.delete(setId);
    if (held?.key === key) {
      kept.set(setId, held); // moved to the end: the first entry is the one that goes
      return held.table;
    }
    const table = readSampleTable(libraryPath, setId, { tolerant: true }).then(async (read) => {
      const tombstones = erased === 0 ? [] : await readTombstones(setDir(libraryPath, setId));
      return cachedTable(
        read.columns,
        read.faults,
        tombstones.map(({ sampleId }) => sampleId),
      );
    });
    kept.set(setId, { key, table });
    table.catch(() => kept.delete(setId));
    const { columns } = await table;
    sizes.set(setId, columns.count);
    let samples = [...kept.keys()].reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
    for (const oldest of [...kept.keys()]) {
      if (samples <= KEPT_SAMPLES || oldest === setId) break;
      samples -= sizes.get(oldest) ?? 0;
      kept.delete(oldest);
    }
    return table;
  };

  return {
    get,
    having: async (setId, ids) => {
      const held = await kept.get(setId)?.table;
      return held !== undefined && ids.every((id) => held.rowOf(id) >= 0) ? held : get(setId);
    },
    forget: (setId) => kept.delete(setId),
  };
}
