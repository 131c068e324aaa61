import { DataType, tableFromIPC } from 'apache-arrow';
import type { Table, Vector } from 'apache-arrow';
import { Failure } from '@shared/lib/failure';

/** A set's sample table as typed arrays, one value per row; lives in the worker. */
export interface SampleColumns {
  readonly rowCount: number;
  readonly identityIndex: Int32Array;
  readonly sampleIndex: Int32Array;
  readonly partnerIndex: Int32Array;
  readonly weight: Float32Array;
  readonly widthPx: Int32Array;
  readonly heightPx: Int32Array;
  readonly sizeBytes: Int32Array;
  /** By identity index. */
  readonly identityNames: ReadonlyMap<number, string>;
  /** By name without the `n.` prefix. */
  readonly numbers: ReadonlyMap<string, Float32Array>;
  /** Texts are read from the Arrow buffers only for the row on show. */
  readonly textOf: (column: 'file' | 'sha256' | 'source', row: number) => string;
}

const NUMBER_PREFIX = 'n.';

/**
 * @param bytes one Arrow IPC stream with the columns of SampleRow (contract/addresses.ts).
 * @throws Failure corrupt-data when it is not one, or a column is missing or of another type.
 */
export function readSampleColumns(bytes: Uint8Array): SampleColumns {
  const table = parse(bytes);
  const rowCount = table.numRows;
  const int = (name: string): Int32Array => asInt32(column(table, name), name);
  const identityIndex = int('identityIndex');
  const numbers = new Map<string, Float32Array>();
  for (const field of table.schema.fields) {
    if (!field.name.startsWith(NUMBER_PREFIX)) continue;
    numbers.set(field.name.slice(NUMBER_PREFIX.length), asFloat32(column(table, field.name), field.name));
  }
  const texts = { file: column(table, 'file'), sha256: column(table, 'sha256'), source: column(table, 'source') };
  return {
    rowCount,
    identityIndex,
    sampleIndex: int('sampleIndex'),
    partnerIndex: int('partnerIndex'),
    weight: asFloat32(column(table, 'weight'), 'weight'),
    widthPx: int('widthPx'),
    heightPx: int('heightPx'),
    sizeBytes: int('sizeBytes'),
    identityNames: namesByIdentity(column(table, 'identityName'), identityIndex),
    numbers,
    textOf: (name, row) => String(texts[name].get(row) ?? ''),
  };
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

/** One look-up per identity, not per sample: decoding a million dictionary values takes seconds. */
function namesByIdentity(names: Vector, identityIndex: Int32Array): Map<number, string> {
  const byIdentity = new Map<number, string>();
  for (let row = 0; row < identityIndex.length; row++) {
    const identity = identityIndex[row] ?? 0;
    if (!byIdentity.has(identity)) byIdentity.set(identity, String(names.get(row) ?? identity));
  }
  return byIdentity;
}

const broken = (detail: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: 'The sample table of this set cannot be read.',
    place: detail,
    remedy: 'Restore the set from a backup, or make it again from its recipe.',
  });
