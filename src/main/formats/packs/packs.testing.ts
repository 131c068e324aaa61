import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { DatasetReader, ReadImage } from './datasetReader';
import type { PackedImage, PackPlan } from './datasetWriter';

/** Files of another program's making; fixtures/formats/README.md says which. */
export const FORMAT_FIXTURES = join(process.cwd(), 'fixtures', 'formats');

const NEVER = { aborted: false };

export async function readAll(reader: DatasetReader | null): Promise<ReadImage[]> {
  if (reader === null) throw new Error('no reader opens this');
  const images: ReadImage[] = [];
  for await (const image of reader.images(NEVER)) images.push(image);
  return images;
}

/** Every file of a folder, by name. */
export async function filesOf(folder: string): Promise<Record<string, Buffer>> {
  const names = (await readdir(folder)).sort();
  const files: Record<string, Buffer> = {};
  for (const name of names) files[name] = await readFile(join(folder, name));
  return files;
}

/** Byte-equal, without printing megabytes where not. */
export function expectSameBytes(made: Record<string, Uint8Array>, expected: Record<string, Uint8Array>): void {
  expect(Object.keys(made)).toEqual(Object.keys(expected));
  for (const [name, bytes] of Object.entries(expected))
    expect([name, Buffer.compare(made[name] ?? new Uint8Array(), bytes)]).toEqual([name, 0]);
}

export const packPlan = (classSizes: readonly number[], more: Partial<PackPlan> = {}): PackPlan => ({
  name: 'Syn_3_2',
  imageCount: classSizes.reduce((sum, size) => sum + size, 0),
  classSizes,
  identities: classSizes.map((_size, label) => String(label).padStart(5, '0')),
  widthPx: 112,
  heightPx: 112,
  seed: 7,
  ...more,
});

export const packedImage = (
  index: number,
  label: number,
  bytes: Uint8Array,
  more: Partial<PackedImage> = {},
): PackedImage => ({
  index,
  label,
  identity: String(label).padStart(5, '0'),
  name: `${index}.jpg`,
  bytes,
  widthPx: 112,
  heightPx: 112,
  partner: null,
  origin: 'syn',
  sampleId: `i000000s${String(index).padStart(4, '0')}`,
  ...more,
});
