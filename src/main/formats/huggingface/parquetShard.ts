import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { PackFile } from '../packs/packFile';
import type { ImageFacts } from '../packs/softLabel';
import { HF_SCHEMA, hfMetadata } from './hfSchema';

/** A row group is what a reader holds at once, and this writer twice. */
const MAX_GROUP_BYTES = 16 * 1024 * 1024;
const MAX_GROUP_ROWS = 1000;

/** Hands what was encoded on to the file after every row group. */
class PackByteWriter extends ByteWriter {
  constructor(private readonly file: PackFile) {
    super(1 << 20);
  }
  flush(): void {
    this.file.write(new Uint8Array(this.buffer, 0, this.index));
    this.index = 0;
  }
  override finish(): void {
    this.flush();
  }
}

interface Row {
  readonly image: { readonly bytes: Uint8Array; readonly path: string };
  readonly facts: ImageFacts;
}

/** One Parquet file. Images are not compressed again; calls are synchronous; memory is that of one row group. */
export class ParquetShard {
  private readonly file: PackFile;
  private readonly parquet: ParquetWriter;
  private rows: Row[] = [];
  private groupBytes = 0;

  constructor(path: string, classNames: readonly string[]) {
    this.file = new PackFile(path);
    this.parquet = new ParquetWriter({
      writer: new PackByteWriter(this.file),
      schema: [...HF_SCHEMA],
      codec: 'UNCOMPRESSED',
      // The least and the greatest image would be copied into the file's end.
      statistics: false,
      kvMetadata: hfMetadata(classNames),
      createdBy: 'outis',
    });
  }

  /** @param image its bytes are copied */
  add(image: Row['image'], facts: ImageFacts): void {
    const { length } = image.bytes;
    if (this.rows.length >= MAX_GROUP_ROWS || (this.rows.length > 0 && this.groupBytes + length > MAX_GROUP_BYTES))
      this.writeGroup();
    this.rows.push({ image: { ...image, bytes: image.bytes.slice() }, facts });
    this.groupBytes += length;
  }

  finish(): void {
    if (this.rows.length > 0) this.writeGroup();
    mustBeDone(this.parquet.finish());
    this.file.finish();
  }

  abort(): void {
    this.file.abort();
  }

  private writeGroup(): void {
    const { rows } = this;
    const column = (
      name: keyof ImageFacts,
    ): { readonly name: string; readonly data: (string | number | bigint)[] } => ({
      name,
      data: rows.map(({ facts }) => facts[name]),
    });
    const whole = (name: 'label' | 'partner_label'): { readonly name: string; readonly data: bigint[] } => ({
      name,
      data: rows.map(({ facts }) => BigInt(facts[name])),
    });
    mustBeDone(
      this.parquet.write({
        columnData: [
          { name: 'image', data: rows.map(({ image }) => image), encoding: 'PLAIN' },
          whole('label'),
          column('identity'),
          column('origin'),
          whole('partner_label'),
          column('weight'),
          column('sample_id'),
        ],
        rowGroupSize: rows.length,
      }),
    );
    this.rows = [];
    this.groupBytes = 0;
  }
}

/** The library answers at once where its writer does; ours does. */
function mustBeDone(answer: void | Promise<void>): void {
  if (answer !== undefined) throw new TypeError('the Parquet writer did not write at once');
}
