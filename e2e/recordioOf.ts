import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MAGIC = 0xced7230a;

/** One record as mxnet's pack and dmlc's framing make it; told here once more, so that the program is not judged by its own writer. */
function record(id: number, label: number, image: Buffer): Buffer {
  const length = 24 + image.length;
  const bytes = Buffer.alloc(8 + Math.ceil(length / 4) * 4);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt32LE(length, 4);
  bytes.writeFloatLE(label, 12);
  bytes.writeBigUInt64LE(BigInt(id), 16);
  image.copy(bytes, 32);
  return bytes;
}

/** A flat train.rec with its index of a folder per subject: class = position of the subject. @returns the .rec */
export async function recordioOf(folder: string, into: string): Promise<string> {
  await mkdir(into, { recursive: true });
  const records: Buffer[] = [];
  let index = '';
  let offset = 0;
  for (const [label, subject] of (await readdir(folder)).sort().entries()) {
    for (const file of (await readdir(join(folder, subject))).sort()) {
      const bytes = record(records.length, label, await readFile(join(folder, subject, file)));
      index += `${records.length}\t${offset}\n`;
      offset += bytes.length;
      records.push(bytes);
    }
  }
  await writeFile(join(into, 'train.rec'), Buffer.concat(records));
  await writeFile(join(into, 'train.idx'), index);
  return join(into, 'train.rec');
}
