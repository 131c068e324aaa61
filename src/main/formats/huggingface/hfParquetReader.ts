import type { ColumnMetaData, FileMetaData, RowGroup } from 'hyparquet';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { throwIfCancelled, type CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { z } from 'zod';
import type { DatasetReader, OpenReader, ReadImage } from '../packs/datasetReader';
import { foreignIdentity, foreignLabel } from '../packs/foreignNames';
import { listDatasetFiles, type DatasetFile } from '../packs/listDatasetFiles';
import { corruptAt } from '../packs/packFault';
import { PackWindow } from '../packs/packWindow';
import { checkPages, isReadableCodec } from './checkPages';
import { findColumns, type ParquetColumns } from './parquetColumns';

const MAX_FOOTER_BYTES = 64 * 1024 * 1024;
/** One row group is in memory at a time. */
const MAX_GROUP_BYTES = 256 * 1024 * 1024;
const MAX_GROUP_ROWS = 1_000_000;
const TAIL_BYTES = 8;

/** A folder of Parquet files (itself or its `data`), or one file. */
export const openHfParquet: OpenReader = async (path) => {
  const files = await listDatasetFiles(path, /\.parquet$/i, ['data']);
  if (files.length === 0) return null;
  const reader: DatasetReader = {
    format: 'hf-parquet',
    async *images(signal) {
      for (const file of files) yield* imagesOf(file, signal);
    },
  };
  return reader;
};

async function* imagesOf(file: DatasetFile, signal: CancelSignal): AsyncGenerator<ReadImage> {
  const window = await PackWindow.open(file.absolutePath);
  try {
    const { metadata, columns } = await guarded(window.path, 'The footer cannot be read', async () => {
      const footer = await footerOf(window);
      return { metadata: footer, columns: findColumns(footer, window.path) };
    });
    let rowStart = 0;
    for (const [number, group] of metadata.row_groups.entries()) {
      throwIfCancelled(signal);
      const place = `${window.path}, row group ${number}`;
      const rows = await guarded(place, 'The row group cannot be read', () =>
        rowsOf(window, metadata, group, columns, rowStart, place),
      );
      for (const row of rows) {
        throwIfCancelled(signal);
        yield toImage(row, columns, file, rowStart++);
      }
    }
  } finally {
    await window.close();
  }
}

/** The library asks for ranges that the file itself states: each is held against the file before it is read. */
const rangesOf = (
  window: PackWindow,
): { byteLength: number; slice: (start: number, end?: number) => Promise<ArrayBuffer> } => ({
  byteLength: window.sizeBytes,
  async slice(start, end = window.sizeBytes) {
    const bytes = await window.read(start, end - start);
    return Uint8Array.from(bytes).buffer;
  },
});

async function footerOf(window: PackWindow): Promise<FileMetaData> {
  const { path, sizeBytes } = window;
  const tail = sizeBytes < 12 ? null : Buffer.from(await window.read(sizeBytes - TAIL_BYTES, TAIL_BYTES));
  if (tail?.toString('latin1', 4) !== 'PAR1')
    throw corruptAt(path, Math.max(0, sizeBytes - 4), 'The file does not end as Parquet does.');
  const length = tail.readUInt32LE(0);
  if (length > Math.min(MAX_FOOTER_BYTES, sizeBytes - TAIL_BYTES))
    throw corruptAt(path, sizeBytes - TAIL_BYTES, `The footer claims ${length} bytes.`);
  return parquetMetadataAsync(rangesOf(window));
}

async function rowsOf(
  window: PackWindow,
  metadata: FileMetaData,
  group: RowGroup,
  columns: ParquetColumns,
  rowStart: number,
  place: string,
): Promise<readonly Row[]> {
  const wanted = [columns.image, columns.label, columns.identity].flatMap((name) => (name === null ? [] : [name]));
  const rowCount = Number(group.num_rows);
  const chunks = group.columns.flatMap(({ meta_data }) =>
    meta_data !== undefined && wanted.includes(meta_data.path_in_schema[0] ?? '') ? [meta_data] : [],
  );
  const bytes = chunks.reduce((sum, chunk) => sum + Number(chunk.total_compressed_size), 0);
  if (!(bytes <= MAX_GROUP_BYTES) || !(rowCount >= 0 && rowCount <= MAX_GROUP_ROWS)) {
    throw new Failure({
      code: 'invalid-input',
      message: `A row group of ${rowCount} rows and ${bytes} bytes is more than is held at once (${MAX_GROUP_BYTES} bytes).`,
      place,
      remedy: 'Write the file again in row groups of 1,000 rows, e.g. with pyarrow’s row_group_size.',
    });
  }
  for (const chunk of chunks) await checkChunk(window, group, chunk, place);
  const rows = await parquetReadObjects({
    file: rangesOf(window),
    metadata,
    columns: wanted,
    rowStart,
    rowEnd: rowStart + rowCount,
    utf8: false,
    geoparquet: false,
  });
  if (rows.length !== rowCount)
    throw new Failure({
      code: 'corrupt-data',
      message: `The row group promises ${rowCount} rows and holds ${rows.length}.`,
      place,
      remedy: DAMAGED,
    });
  return rows.map((row) => ({
    image: row[columns.image] as unknown,
    label: columns.label === null ? undefined : (row[columns.label] as unknown),
    identity: columns.identity === null ? undefined : (row[columns.identity] as unknown),
  }));
}

async function checkChunk(window: PackWindow, group: RowGroup, chunk: ColumnMetaData, place: string): Promise<void> {
  if (!isReadableCodec(chunk.codec)) {
    throw new Failure({
      code: 'invalid-input',
      message: `The column ${JSON.stringify(chunk.path_in_schema.join('.'))} is compressed with ${chunk.codec}; plain and Snappy are read.`,
      place,
      remedy: 'Write the file again with compression "snappy" or "none"; images do not shrink by it.',
    });
  }
  await checkPages(window, group, chunk, 2 * MAX_GROUP_BYTES);
}

/** Cells as the file has them; `toImage` looks at what they are. */
interface Row {
  readonly image: unknown;
  readonly label: unknown;
  readonly identity: unknown;
}

const Picture = z.object({ bytes: z.instanceof(Uint8Array).refine(({ length }) => length > 0) });

function toImage(row: Row, { classNames }: ParquetColumns, file: DatasetFile, number: number): ReadImage {
  const place = `${file.absolutePath}, row ${number}`;
  const picture = Picture.safeParse(row.image);
  if (!picture.success) {
    throw new Failure({
      code: 'invalid-input',
      message: 'The row has no image bytes; it may name a file elsewhere.',
      place,
      remedy: 'Write the files again with the images in them: `datasets` does so with embed_external_files.',
    });
  }
  const text = textOf(row.label);
  const label = text === null && row.label !== null && row.label !== undefined ? foreignLabel(row.label, place) : null;
  const name = textOf(row.identity) ?? text ?? (label === null ? undefined : classNames?.[label]);
  return {
    path: file.path,
    entry: String(number),
    label,
    identity: foreignIdentity(name, label, place),
    bytes: picture.data.bytes,
  };
}

function textOf(cell: unknown): string | null {
  if (typeof cell === 'string') return cell;
  return cell instanceof Uint8Array ? Buffer.from(cell).toString('utf8') : null;
}

const DAMAGED = 'The file was cut or damaged; copy or download it again.';

/** The library throws plain errors, and of many kinds, where a file is no Parquet. */
async function guarded<T>(place: string, what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(
      {
        code: 'corrupt-data',
        message: `${what}: ${cause instanceof Error ? cause.message.slice(0, 300) : 'unknown error'}.`,
        place,
        remedy: DAMAGED,
      },
      { cause },
    );
  }
}
