import { DataType, tableFromIPC } from 'apache-arrow';
import type { Table, Vector } from 'apache-arrow';
import { Failure } from '@shared/lib/failure';
import { identityGroups } from './identityGroups';
import type { IdentityGroups } from './identityGroups';
import { IdentityNames, packNames } from './identityNames';

/** A set's sample table as typed arrays, one value per row; lives in the worker. */
export interface SampleColumns {
  readonly rowCount: number;
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  readonly groups: IdentityGroups;
  readonly names: IdentityNames;
}

/** What was measured of each row; comes after the places, which is all that the first faces need. */
export interface SampleMeasures {
  readonly partnerIndex: Int32Array;
  readonly weight: Float32Array;
  readonly widthPx: Int32Array;
  readonly heightPx: Int32Array;
  readonly sizeBytes: Int32Array;
  /** By name without the `n.` prefix; views of the Arrow bytes, not copies. */
  readonly numbers: ReadonlyMap<string, Float32Array>;
}

const NUMBER_PREFIX = 'n.';
const REFERENCE_PREFIX = 'r.';

/**
 * @param bytes `samples.arrow`, whole or its places (contract/addresses.ts).
 * @throws Failure corrupt-data when it is not one, or a column is missing or of another type.
 */
export function readSampleColumns(bytes: Uint8Array): SampleColumns {
  const { table, int } = openTable(bytes);
  const identityIndex = int('identityIndex');
  const groups = identityGroups(identityIndex);
  const names = column(table, 'identityName');
  return {
    rowCount: table.numRows,
    identityIndex,
    sampleIndex: int('sampleIndex'),
    groups,
    // One look-up per identity, not per sample: decoding a million dictionary values takes seconds.
    names: new IdentityNames(packNames(groups, (row) => String(names.get(row) ?? identityIndex[row] ?? ''))),
  };
}

/**
 * @param bytes `samples.arrow`, whole or its measures (contract/addresses.ts).
 * @throws Failure corrupt-data when it is not one, it has another number of rows, or a column is missing or of another type.
 */
export function readSampleMeasures(bytes: Uint8Array, rowCount: number): SampleMeasures {
  const { table, int, float } = openTable(bytes);
  if (table.numRows !== rowCount) throw broken(`${table.numRows} rows were measured, the table has ${rowCount}`);
  return {
    partnerIndex: int('partnerIndex'),
    weight: float('weight'),
    widthPx: int('widthPx'),
    heightPx: int('heightPx'),
    sizeBytes: int('sizeBytes'),
    numbers: prefixed(table, NUMBER_PREFIX, float),
  };
}

/** Scores of a set as they come beside its sample table. */
export interface ScoreColumns {
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  readonly numbers: ReadonlyMap<string, Float32Array>;
  /** `r.*` columns without their prefix: `nearestOther.identity`. */
  readonly references: ReadonlyMap<string, Int32Array>;
}

/** @param bytes one Arrow IPC stream as `scoresTableUrl` describes. @throws Failure corrupt-data */
export function readScoreColumns(bytes: Uint8Array): ScoreColumns {
  const { table, int, float } = openTable(bytes);
  return {
    identityIndex: int('identityIndex'),
    sampleIndex: int('sampleIndex'),
    numbers: prefixed(table, NUMBER_PREFIX, float),
    references: prefixed(table, REFERENCE_PREFIX, int),
  };
}

interface OpenTable {
  readonly table: Table;
  readonly int: (name: string) => Int32Array;
  readonly float: (name: string) => Float32Array;
}

function openTable(bytes: Uint8Array): OpenTable {
  const table = parse(bytes);
  return {
    table,
    int: (name) => asInt32(column(table, name), name),
    float: (name) => asFloat32(column(table, name), name),
  };
}

function prefixed<T>(table: Table, prefix: string, read: (name: string) => T): Map<string, T> {
  const names = table.schema.fields.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  return new Map(names.map((name) => [name.slice(prefix.length), read(name)]));
}

function parse(bytes: Uint8Array): Table {
  try {
    return tableFromIPC(bytes);
  } catch (thrown) {
    throw broken(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function column(table: Table, name: string): Vector {
  const vector = table.getChild(name);
  if (vector === null) throw broken(`column ${name} is missing`);
  return vector;
}

function asInt32(vector: Vector, name: string): Int32Array {
  const values: unknown = vector.toArray();
  if (!DataType.isInt(vector.type) || !(values instanceof Int32Array)) throw broken(`column ${name} is not int32`);
  // A buffer may be padded beyond its rows.
  return values.subarray(0, vector.length);
}

function asFloat32(vector: Vector, name: string): Float32Array {
  const values: unknown = vector.toArray();
  if (!DataType.isFloat(vector.type) || !(values instanceof Float32Array))
    throw broken(`column ${name} is not float32`);
  return values.subarray(0, vector.length);
}

const broken = (detail: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: 'The sample table of this set cannot be read.',
    place: detail,
    remedy: 'Restore the set from a backup, or make it again from its recipe.',
  });
