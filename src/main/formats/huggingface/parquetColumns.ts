import type { FileMetaData, SchemaTree } from 'hyparquet';
import { parquetSchema } from 'hyparquet';
import { Failure } from '@shared/lib/failure';
import { z } from 'zod';

/** What is read of a foreign Parquet file. */
export interface ParquetColumns {
  /** Column of images: struct {bytes, path}. */
  readonly image: string;
  /** Column of classes, whole numbers or names; null where only `identity` tells who it is. */
  readonly label: string | null;
  /** Column of names; null where there is none. */
  readonly identity: string | null;
  /** Names of the classes where the file states them for `datasets`. */
  readonly classNames: readonly string[] | null;
}

const IMAGES = ['image', 'img'];
const LABELS = ['label', 'labels'];
const IDENTITIES = ['identity'];
const MAX_COLUMNS = 1000;

/** @throws Failure invalid-input naming the columns that are there and those that are needed */
export function findColumns(metadata: FileMetaData, place: string): ParquetColumns {
  if (metadata.schema.length > MAX_COLUMNS) throw wrong(`The file has more than ${MAX_COLUMNS} columns.`, place);
  const { children } = parquetSchema(metadata);
  const there = children.map(described).join(', ').slice(0, 600) || 'none';
  const image = children.find((column) => IMAGES.includes(column.element.name) && isImage(column));
  const label = children.find((column) => LABELS.includes(column.element.name) && isValue(column));
  const identity = children.find((column) => IDENTITIES.includes(column.element.name) && isValue(column));
  if (image === undefined || (label === undefined && identity === undefined)) {
    throw wrong(
      `${image === undefined ? 'There is no column of images' : 'No column tells who it is'}; the columns are: ${there}.`,
      place,
    );
  }
  return {
    image: image.element.name,
    label: label?.element.name ?? null,
    identity: identity?.element.name ?? null,
    classNames: label === undefined ? null : classNamesOf(metadata, label.element.name),
  };
}

const isBytes = ({ element, children }: SchemaTree): boolean => children.length === 0 && element.type === 'BYTE_ARRAY';

const isImage = ({ element, children }: SchemaTree): boolean =>
  element.repetition_type !== 'REPEATED' &&
  children.some(
    (child) => child.element.name === 'bytes' && isBytes(child) && child.element.repetition_type !== 'REPEATED',
  );

const isValue = ({ element, children }: SchemaTree): boolean =>
  children.length === 0 &&
  element.repetition_type !== 'REPEATED' &&
  (element.type === 'INT64' || element.type === 'INT32' || element.type === 'BYTE_ARRAY');

const described = ({ element, children }: SchemaTree): string =>
  `${element.name.slice(0, 60)} (${children.length === 0 ? (element.type ?? '?') : `struct of ${children.map((child) => child.element.name.slice(0, 60)).join(', ')}`})`;

/** As `datasets` states them under the key `huggingface`; a file without, or with something else there, has none. */
const Stated = z.object({
  info: z.object({
    features: z.record(z.string(), z.object({ _type: z.string(), names: z.array(z.string()).optional() })),
  }),
});

function classNamesOf(metadata: FileMetaData, column: string): readonly string[] | null {
  const stated = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
  if (stated === undefined) return null;
  try {
    const { features } = Stated.parse(JSON.parse(stated)).info;
    const feature = features[column];
    return feature?._type === 'ClassLabel' ? (feature.names ?? null) : null;
  } catch (thrown) {
    // The names are a comfort: without them identities are called by their number.
    if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) return null;
    throw thrown;
  }
}

const wrong = (message: string, place: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message,
    place,
    remedy:
      'Needed are `image`, a struct {bytes, path}, and `label` (whole numbers from 0, or names) or `identity` (names); `datasets` writes them so with its features Image and ClassLabel.',
  });
