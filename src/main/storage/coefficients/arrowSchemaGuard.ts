import { type FlatTable, Unsound } from './flatTable';

/** Fields of the tables of Schema.fbs that our writers fill; all others have to be left out. */
const SCHEMA = { fields: 4, endianness: 0, list: 1, metadata: 2, features: 3 } as const;
const FIELD = { fields: 7, name: 0, typeId: 2, type: 3, dictionary: 4, children: 5, metadata: 6 } as const;
const DICTIONARY = { fields: 4, id: 0, indexType: 1, kind: 3 } as const;
const INT = { fields: 2, bits: 0, isSigned: 1 } as const;
const FLOATING_POINT = { fields: 1, precision: 0 } as const;
const FIXED_SIZE_LIST = { fields: 1, size: 0 } as const;
const TYPE = { int: 2, floatingPoint: 3, utf8: 5, bool: 6, list: 12, fixedSizeList: 16 } as const;
/** Bytes of a number by `Precision`; half precision is none of ours. */
const PRECISION_BYTES = [null, 4, 8] as const;
export const SCHEMA_FIELDS = SCHEMA.fields;

const MAX_COLUMNS = 4096;
const MAX_NAME_BYTES = 256;
/** More numbers than any vector of ours has. */
const MAX_LIST = 1024;

/** What the values of a column lie in. */
export type Column =
  | { readonly kind: 'bits' | 'text' }
  | { readonly kind: 'numbers'; readonly bytes: number }
  | { readonly kind: 'list'; readonly item: Column }
  | { readonly kind: 'fixedList'; readonly item: Column; readonly size: number };

export interface TableShape {
  readonly columns: readonly Column[];
  /** Ids of the dictionaries; their values are texts. */
  readonly dictionaries: ReadonlySet<number>;
}

/** Reads a schema that uses no other types than our tables do, in no other way. @throws Unsound, RangeError */
export function shapeOf(schema: FlatTable): TableShape {
  if (schema.short(SCHEMA.endianness) !== 0 || schema.has(SCHEMA.metadata) || schema.has(SCHEMA.features))
    throw new Unsound();
  const dictionaries = new Set<number>();
  const columns = Array.from(schema.tables(SCHEMA.list, FIELD.fields, MAX_COLUMNS), (field) => {
    const column = columnOf(field);
    const dictionary = field.table(FIELD.dictionary, DICTIONARY.fields);
    return dictionary === null ? column : codesOf(dictionary, column, dictionaries);
  });
  if (columns.length === 0) throw new Unsound();
  return { columns, dictionaries };
}

/** A column of codes whose values are in a dictionary, one of its own. */
function codesOf(dictionary: FlatTable, values: Column, ids: Set<number>): Column {
  const id = dictionary.long(DICTIONARY.id);
  const index = dictionary.table(DICTIONARY.indexType, INT.fields);
  const isOurs = values.kind === 'text' && index !== null && Number.isSafeInteger(id) && !ids.has(id);
  if (!isOurs || dictionary.short(DICTIONARY.kind) !== 0) throw new Unsound();
  ids.add(id);
  return intOf(index);
}

function columnOf(field: FlatTable): Column {
  if (field.vector(FIELD.name, 1).length > MAX_NAME_BYTES || field.has(FIELD.metadata)) throw new Unsound();
  const typeId = field.byte(FIELD.typeId);
  switch (typeId) {
    case TYPE.list:
      return { kind: 'list', item: itemOf(field) };
    case TYPE.fixedSizeList: {
      const size = typeOf(field, FIXED_SIZE_LIST.fields).int(FIXED_SIZE_LIST.size);
      if (size < 0 || size > MAX_LIST) throw new Unsound();
      return { kind: 'fixedList', item: itemOf(field), size };
    }
    default:
      if (field.vector(FIELD.children, 4).length > 0) throw new Unsound();
      return plainColumnOf(field, typeId);
  }
}

/** What a list is of: plain values, and no lists. */
function itemOf(list: FlatTable): Column {
  const [item] = list.tables(FIELD.children, FIELD.fields, 1);
  if (item === undefined || item.has(FIELD.dictionary)) throw new Unsound();
  const column = columnOf(item);
  if (column.kind !== 'numbers') throw new Unsound();
  return column;
}

function plainColumnOf(field: FlatTable, typeId: number): Column {
  switch (typeId) {
    case TYPE.int:
      return intOf(typeOf(field, INT.fields));
    case TYPE.floatingPoint: {
      const bytes = PRECISION_BYTES[typeOf(field, FLOATING_POINT.fields).short(FLOATING_POINT.precision)];
      if (bytes === undefined || bytes === null) throw new Unsound();
      return { kind: 'numbers', bytes };
    }
    case TYPE.utf8:
      return { kind: 'text' };
    case TYPE.bool:
      return { kind: 'bits' };
    default:
      throw new Unsound();
  }
}

/** All our whole numbers are signed and of four bytes. */
function intOf(type: FlatTable): Column {
  if (type.int(INT.bits) !== 32 || type.byte(INT.isSigned) !== 1) throw new Unsound();
  return { kind: 'numbers', bytes: 4 };
}

function typeOf(field: FlatTable, fields: number): FlatTable {
  const type = field.table(FIELD.type, fields);
  if (type === null) throw new Unsound();
  return type;
}
