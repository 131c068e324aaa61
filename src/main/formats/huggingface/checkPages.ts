import type { ColumnMetaData, RowGroup } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { corruptAt } from '../packs/packFault';
import type { PackWindow } from '../packs/packWindow';

/** Codecs that are read: those that `datasets` writes. */
const CODECS: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY']);
const MAX_HEADER_BYTES = 64 * 1024;

export const isReadableCodec = (codec: string): boolean => CODECS.has(codec);

/**
 * Holds the page headers of a column against its row group before anything is unpacked: pages that claim more values than there are rows, that
 * unpack to more than `maxBytes`, or that lead backwards.
 * @throws Failure corrupt-data naming the byte; io
 */
export async function checkPages(
  file: PackWindow,
  group: RowGroup,
  column: ColumnMetaData,
  maxBytes: number,
): Promise<void> {
  const name = column.path_in_schema.join('.');
  const rows = Number(group.num_rows);
  const first = Number(column.data_page_offset);
  const dictionary = Number(column.dictionary_page_offset ?? 0n);
  const start = dictionary > 0 && dictionary < first ? dictionary : first;
  const end = start + Number(column.total_compressed_size);
  const bad = (at: number, what: string): Error => corruptAt(file.path, at, `Column ${JSON.stringify(name)}: ${what}.`);
  if (!Number.isSafeInteger(end) || end < start || !file.has(start, end - start))
    throw bad(Math.max(0, start || 0), 'its pages lie outside of the file');

  let values = 0;
  let unpacked = 0;
  for (let at = start; at < end;) {
    const bytes = await file.read(at, Math.min(MAX_HEADER_BYTES, end - at));
    const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
    const header = headerAt(reader);
    if (header === null) throw bad(at, 'a page header cannot be read');
    const { compressed_page_size: packed, uncompressed_page_size: size } = header;
    if (!isCount(packed) || !isCount(size) || at + reader.offset + packed > end)
      throw bad(at, 'a page states a false size');
    const count = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values ?? 0;
    const entries = header.dictionary_page_header?.num_values ?? 0;
    // Every entry of a dictionary takes a byte or more.
    if (!isCount(count) || !isCount(entries) || entries > size) throw bad(at, 'a page states a false number of values');
    values += count;
    unpacked += size;
    if (values > rows) throw bad(at, `its pages claim more values than the ${rows} rows of their group`);
    if (unpacked > maxBytes) throw bad(at, `its pages unpack to more than ${maxBytes} bytes`);
    at += reader.offset + packed;
  }
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function headerAt(reader: { readonly view: DataView; offset: number }): ReturnType<typeof parquetHeader> | null {
  try {
    return parquetHeader(reader);
  } catch (thrown) {
    // The library throws plain errors where the bytes are no header.
    if (thrown instanceof Error) return null;
    throw thrown;
  }
}
