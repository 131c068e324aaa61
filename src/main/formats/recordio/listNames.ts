import { stat } from 'node:fs/promises';
import { hasHiddenCharacters, MAX_SUBJECT_LENGTH } from '@shared/domain/consent';
import { MAX_IDENTITIES } from '@shared/domain/ids';
import { identityOfLabel } from '../packs/foreignNames';
import { linesOf } from '../packs/linesOf';
import { PackWindow } from '../packs/packWindow';

const MAX_LINE_BYTES = 8192;

/**
 * Names of the classes, from the folders in which the list beside a .rec has their images: `1<TAB>path<TAB>class…` of InsightFace, or
 * `number<TAB>class<TAB>path` of im2rec. A list that is not there, says two things of a class, or one name of two, gives no names: labels are
 * surer than a list that belongs to another file. So does a list that calls a class as another one would be called by its label.
 * @returns by label; empty where there are none to go by. @throws Failure io
 */
export async function listNames(path: string, layout: 'recordio' | 'im2rec'): Promise<ReadonlyMap<number, string>> {
  const isThere = await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  if (!isThere) return new Map();
  const file = await PackWindow.open(path);
  try {
    return (await readNames(file, layout)) ?? new Map();
  } finally {
    await file.close();
  }
}

async function readNames(file: PackWindow, layout: 'recordio' | 'im2rec'): Promise<ReadonlyMap<number, string> | null> {
  const names = new Map<number, string>();
  const labels = new Map<string, number>();
  for await (const { text } of linesOf(file, MAX_LINE_BYTES)) {
    const columns = text.split('\t');
    const [image, stated] = layout === 'recordio' ? [columns[1], columns[2]] : [columns[2], columns[1]];
    const label = Number(stated);
    const name = image?.split(/[/\\]/).at(-2)?.normalize('NFC') ?? '';
    if (stated === undefined || !Number.isSafeInteger(label) || label < 0 || !isPlainName(name)) return null;
    // Another class without a name would be called so.
    if (/^\d{5,}$/.test(name) && name !== identityOfLabel(label)) return null;
    if ((names.get(label) ?? name) !== name || (labels.get(name) ?? label) !== label) return null;
    names.set(label, name);
    labels.set(name, label);
    if (names.size > MAX_IDENTITIES) return null;
  }
  return names;
}

const isPlainName = (name: string): boolean =>
  name !== '' &&
  name.trim() === name &&
  name.length <= MAX_SUBJECT_LENGTH &&
  !/^\.{1,2}$/.test(name) &&
  !hasHiddenCharacters(name) &&
  !name.includes('\ufffd');
