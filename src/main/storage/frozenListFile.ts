import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keysOf, SampleRanges, sampleSetOf, type SampleKeys, type SampleSet } from '@shared/domain/curationSamples';
import { SampleId, type SetId } from '@shared/domain/ids';
import type { FrozenListRef } from '@shared/domain/jobs';
import { Failure } from '@shared/lib/failure';
import { writeFileAtomic } from '../platform/atomicWrite';
import { sha256Hex } from '../platform/hash';
import { ioFailure } from '../platform/ioFailure';

/** Four million sample ids, one a line. */
const MAX_LIST_BYTES = 60_000_000;

const damaged = (path: string, why: string): Failure =>
  new Failure({
    code: 'invalid-input',
    message: `The list of samples cannot be used: ${why}.`,
    place: path,
    remedy: 'Give one sample id per line, as i000012s0003, or ranges as 0-2:0-19;7:1,4-6.',
  });

function keysIn(text: string, path: string): SampleKeys {
  const ranges = SampleRanges.safeParse(text.trim());
  if (ranges.success) return keysOf(ranges.data);
  const ids: SampleId[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const word = line.trim();
    if (word === '') continue;
    const id = SampleId.safeParse(word);
    if (!id.success) throw damaged(path, `line ${index + 1}, ${JSON.stringify(word.slice(0, 40))}, is no sample id`);
    ids.push(id.data);
  }
  if (ids.length === 0) throw damaged(path, 'it names no sample');
  return keysOf(ids);
}

/** A list of samples from a file: ids line by line, or ranges. @throws Failure invalid-input, not-found, io */
export async function readFrozenList(path: string): Promise<{ readonly keys: SampleKeys; readonly sha256: string }> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > MAX_LIST_BYTES) throw damaged(path, `it has ${size} bytes, more than ${MAX_LIST_BYTES}`);
    bytes = await readFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the list of samples', path);
  }
  return { keys: keysIn(bytes.toString('utf8'), path), sha256: sha256Hex(bytes) };
}

/** The list that a spec names, unless it is no longer the one that was meant. @throws Failure conflict and as `readFrozenList` */
export async function frozenListOf({ file, sha256, name }: FrozenListRef): Promise<SampleKeys> {
  const list = await readFrozenList(file);
  if (list.sha256 === sha256) return list.keys;
  throw new Failure({
    code: 'conflict',
    message: `The file of the list “${name}” has changed since it was chosen.`,
    place: file,
    remedy: 'Choose the list again.',
  });
}

export const frozenListsDir = (libraryPath: string): string => join(libraryPath, 'lists');
export const frozenListFileName = (setId: SetId, sha256: string): string => `${setId}-${sha256.slice(0, 16)}.txt`;

/**
 * Keeps a list that was made in the window as a file of the library, named for what is in it: the same list is kept once.
 * @throws Failure disk-full, io
 */
export async function keepFrozenList(
  libraryPath: string,
  setId: SetId,
  name: string,
  samples: SampleSet,
): Promise<FrozenListRef> {
  const canonical = sampleSetOf(keysOf(samples));
  const text = `${typeof canonical === 'string' ? canonical : canonical.join('\n')}\n`;
  const sha256 = sha256Hex(text);
  const folder = frozenListsDir(libraryPath);
  const file = join(folder, frozenListFileName(setId, sha256));
  try {
    await mkdir(folder, { recursive: true });
  } catch (thrown) {
    throw ioFailure(thrown, 'keep the list', folder);
  }
  await writeFileAtomic(file, text);
  return { name, file, sha256 };
}
