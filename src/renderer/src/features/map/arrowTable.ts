import { DataType, tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import { Failure } from '@shared/lib/failure';

const broken = (detail: string): Failure =>
  new Failure({ code: 'corrupt-data', message: 'A table of the map cannot be read.', place: detail });

/** Typed columns of one Arrow IPC stream of ours. */
export class ArrowTable {
  private readonly table: Table;

  /** @throws Failure corrupt-data */
  constructor(bytes: Uint8Array) {
    try {
      this.table = tableFromIPC(bytes);
    } catch (thrown) {
      throw broken(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }

  get names(): readonly string[] {
    return this.table.schema.fields.map(({ name }) => name);
  }

  /** @throws Failure corrupt-data where the column is missing or of another type */
  int(name: string): Int32Array {
    const vector = this.table.getChild(name);
    const values: unknown = vector?.toArray();
    if (vector === null || !DataType.isInt(vector.type) || !(values instanceof Int32Array))
      throw broken(`column ${name} is not int32`);
    return values.subarray(0, vector.length);
  }

  /** @throws Failure corrupt-data where the column is missing or of another type */
  float(name: string): Float32Array {
    const vector = this.table.getChild(name);
    const values: unknown = vector?.toArray();
    if (vector === null || !DataType.isFloat(vector.type) || !(values instanceof Float32Array))
      throw broken(`column ${name} is not float32`);
    return values.subarray(0, vector.length);
  }
}
