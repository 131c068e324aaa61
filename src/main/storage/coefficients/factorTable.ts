import {
  type DataType,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  type Vector,
} from 'apache-arrow';
import {
  FullCoefficients,
  type RenderFactors,
  VECTOR_NAMES,
  type VectorName,
  VECTORS,
} from '@shared/domain/coefficients';
import { SampleId } from '@shared/domain/ids';
import { isStreamSound } from './arrowGuard';
import { isOfKind, leafAt, leafColumn, sparseVectorColumn, vectorAt, vectorColumn } from './arrowData';
import { LEAF_COLUMNS, leavesOf, type LeafKind, partsFrom } from './leaves';

/** The factors of one sample under its id. */
export interface StoredFactors {
  readonly id: SampleId;
  readonly factors: RenderFactors;
}

/** More than any batch has; a file that says more is no such file. */
const MAX_ROWS = 1 << 16;

/**
 * Samples to columns: `id`, the four vectors (`identity` null where it is that of the row above), and a column per small value.
 * The schema is always the same, so tables can be joined.
 */
export function factorBatch(samples: readonly StoredFactors[]): RecordBatch {
  const identities = samples.map(({ factors }) => factors.identity.coefficients);
  const leaves = samples.map(({ factors: { identity, shot } }) =>
    leavesOf({
      pose: shot.poseDeg,
      meshes: identity.discrete,
      requested: identity.requested,
      nuisances: shot.nuisances,
    }),
  );
  const shots = samples.map(({ factors }) => factors.shot);
  const columns = [
    leafColumn('id', 'text', samples.map(({ id }) => id)), // prettier-ignore
    sparseVectorColumn('identity', identities.map((own, at) => (isSame(own, identities[at - 1]) ? null : own))), // prettier-ignore
    vectorColumn('expression', shots.map(({ expression }) => expression)), // prettier-ignore
    vectorColumn('light', shots.map(({ light }) => light)), // prettier-ignore
    vectorColumn('background', shots.map(({ background }) => background)), // prettier-ignore
    ...LEAF_COLUMNS.map(({ name, kind }, at) => leafColumn(name, kind, leaves.map((row) => row[at] ?? null))), // prettier-ignore
  ];
  const schema = new Schema(columns.map(({ field }) => field));
  const children = columns.map(({ data }) => data);
  const struct = makeData({ type: new Struct(schema.fields), length: samples.length, nullCount: 0, children });
  return new RecordBatch(schema, struct);
}

const isSame = (a: Float32Array, b: Float32Array | undefined): boolean =>
  b?.length === a.length && a.every((value, at) => Object.is(value, b[at]));

export const encodeFactors = (samples: readonly StoredFactors[]): Uint8Array =>
  tableToIPC(new Table([factorBatch(samples)]), 'stream');

class Mismatch extends Error {}

/** Reads a table in the form of an Arrow IPC stream and checks every value. @returns its samples, or what is wrong in words */
export function decodeFactors(bytes: Uint8Array): StoredFactors[] | string {
  if (bytes.length > 0 && !isStreamSound(bytes)) return 'it is not a complete Arrow table';
  try {
    const { schema, batches } = tableFromIPC(bytes);
    if (schema.fields.length === 0) throw new Mismatch('it has no columns');
    return batches.flatMap(samplesOf);
  } catch (thrown) {
    // The Arrow reader throws whatever a damaged file makes it stumble over; none of it means anything to a person.
    return thrown instanceof Mismatch ? thrown.message : 'it is not a complete Arrow table';
  }
}

/** The checked samples of one part of a table. @throws Error saying in words what is wrong */
export function samplesOf(batch: RecordBatch): StoredFactors[] {
  if (batch.numRows > MAX_ROWS) throw new Mismatch(`it claims ${batch.numRows} rows`);
  const columnOf = (name: string, kind: LeafKind | 'vector'): Vector | undefined => {
    const column: Vector<DataType> | null = batch.getChild(name);
    if (column !== null && !isOfKind(column.type, kind))
      throw new Mismatch(`the column ${name} is not of the kind ${kind}`);
    return column ?? undefined;
  };
  const vectors = new Map(VECTOR_NAMES.map((name) => [name, columnOf(name, 'vector')]));
  const leaves = new Map(LEAF_COLUMNS.map(({ name, kind }) => [name, columnOf(name, kind)]));
  const ids = columnOf('id', 'text');
  let identity: Float32Array | null = null;
  const samples: StoredFactors[] = [];
  for (let row = 0; row < batch.numRows; row++) {
    const id = SampleId.safeParse(ids === undefined ? null : leafAt(ids, row));
    if (!id.success) throw new Mismatch(`row ${row} has no sample id`);
    const vector = (name: VectorName): Float32Array | null => {
      const column = vectors.get(name);
      return column === undefined ? null : vectorAt(column, row);
    };
    identity = vector('identity') ?? identity;
    const parts = partsFrom((name) => {
      const column = leaves.get(name);
      return column === undefined ? undefined : leafAt(column, row);
    });
    samples.push({
      id: id.data,
      factors: checked(id.data, parts, {
        identity,
        expression: vector('expression'),
        light: vector('light'),
        background: vector('background'),
      }),
    });
  }
  return samples;
}

/** All but the vectors, which are checked in a plain loop: 283 numbers a sample would take the parser most of its time. */
const SmallParts = FullCoefficients.pick({ pose: true, meshes: true, nuisances: true, requested: true });

function checked(
  id: SampleId,
  parts: unknown,
  vectors: Readonly<Record<VectorName, Float32Array | null>>,
): RenderFactors {
  const small = SmallParts.safeParse(parts);
  const [issue] = small.error?.issues ?? [];
  if (!small.success) throw new Mismatch(`${id}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  const vector = (name: VectorName): Float32Array => {
    const values = vectors[name];
    const { count, limit } = VECTORS[name];
    if (values?.length !== count || !values.every((value) => Math.abs(value) <= limit))
      throw new Mismatch(`${id}: ${name} is not ${count} numbers from −${limit} to ${limit}`);
    return values;
  };
  const { pose, meshes, nuisances, requested } = small.data;
  return {
    identity: { coefficients: vector('identity'), discrete: meshes, requested },
    shot: {
      expression: vector('expression'),
      light: vector('light'),
      poseDeg: pose,
      background: vector('background'),
      nuisances,
    },
  };
}
