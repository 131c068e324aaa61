import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExportSignature, listText, SIGNATURE_FILE, signedText } from '@shared/domain/exportSignature';
import { keyIdOf, makeKeyPair } from '../../platform/ed25519';
import { sha256Hex } from '../../platform/hash';
import { temporaryFolder } from '../../platform/temporaryFolder.testing';
import { verifySignature } from './verifySignature';
import { companionsOf, type SigningPair, writeSignature } from './writeSignature';

const signal = { aborted: false };
const newPair = (): SigningPair => {
  const pair = makeKeyPair();
  return { ...pair, keyId: keyIdOf(pair.publicKey) };
};
/** Of the tests alone. Made once with openssl genpkey: equal keys and files must give equal signatures for ever. */
const KEY: SigningPair = {
  keyId: 'a27786a60c7dfb99',
  publicKey: 'MCowBQYDK2VwAyEAFCk0dKCLbgc8Kpnf76z7EC/rVAEFoDsPFU2bsy3AO7Y=',
  privateKey: 'MC4CAQAwBQYDK2VwBCIEIOOJTouPU94VbC6wgDccEj/5xtihAiUTpkXDkmmwUjiD',
};

/** A folder that looks like an export: two images, their manifest, two papers and an index below a folder. */
async function signed(pair = KEY): Promise<string> {
  const folder = await temporaryFolder();
  const put = (path: string, text: string): Promise<void> => writeFile(join(folder, path), text);
  await mkdir(join(folder, 'images', '00001'), { recursive: true });
  await mkdir(join(folder, 'lists'));
  await put('images/00001/1.jpg', 'one');
  await put('images/00001/2.jpg', 'two');
  await put('manifest.jsonl', '{"path":"images/00001/1.jpg"}\n{"path":"images/00001/2.jpg"}\n');
  await put('dataset.json', '{"name":"Syn_1_2"}\n');
  await put('README.txt', 'read me\n');
  await put('lists/train.idx', '1\t0\n');
  const holdsImages = (path: string): boolean => path === 'images/00001';
  await writeSignature(folder, await companionsOf(folder, holdsImages, [], signal), pair);
  return folder;
}
const change = async (folder: string, path: string, edit: (text: string) => string): Promise<void> => {
  const file = join(folder, path);
  await writeFile(file, edit(await readFile(file, 'utf8')));
};
const reasons = async (folder: string, known: readonly string[] | null = null): Promise<Record<string, string>> => {
  const { findings } = await verifySignature(folder, signal, known);
  return Object.fromEntries(findings.map(({ path, reason }) => [path, reason]));
};

describe('signature of an export', () => {
  it('holds for what was signed, whatever a desktop leaves there, and is the same for the same files', async () => {
    const folder = await signed();
    await writeFile(join(folder, 'images', 'Thumbs.db'), 'x');
    // What a later withdrawal leaves there.
    await writeFile(join(folder, 'SUPERSEDED.json'), '[]');
    await writeFile(join(folder, 'NOTICE.txt'), 'delete this');
    expect(await reasons(folder)).toEqual({});
    expect(await reasons(folder, [KEY.keyId])).toEqual({});
    const signature = ExportSignature.parse(JSON.parse(await readFile(join(folder, SIGNATURE_FILE), 'utf8')));
    expect(signature.files.map(({ path }) => path)).toEqual([
      'README.txt',
      'dataset.json',
      'lists/train.idx',
      'manifest.jsonl',
    ]);
    // Root: sha256sum of the four files in this order, and of that list. Signature: openssl pkeyutl -sign -rawin.
    expect(listText(signature.files).split('\n')[0]).toBe(`${sha256Hex('read me\n')}  README.txt`);
    expect(signedText(signature.root)).toBe(`outis export signature 1\n${signature.root}\n`);
    expect(signature.root).toBe('8ddb7f5ebaf5f019c4ed1b68ebff2e09dde4542d21006094c4a8ad6ee5329124');
    expect(signature.signature).toBe(
      '0rB+XZTfmoPyYvC8hHQskH73IKfBtpfQFIHNt1hP/wGarhJJ0lYQUpP8qpnRXzHcir/Hg2h6bp7lqXrD1k5cDw==',
    );
  });

  it('names every file of which one byte was changed', async () => {
    for (const path of ['README.txt', 'dataset.json', 'lists/train.idx', 'manifest.jsonl']) {
      const folder = await signed();
      await change(folder, path, (text) => `${text.slice(0, -2)}#${text.slice(-1)}`);
      expect((await reasons(folder))[path]).toBe('the file is not the one that was signed');
    }
  });

  it('finds a line of the manifest that was swapped, changed or removed', async () => {
    for (const edit of [
      (text: string) => text.split('\n').slice(0, 2).reverse().join('\n') + '\n',
      (text: string) => text.replace('2.jpg', '1.jpg'),
      (text: string) => text.split('\n').slice(1).join('\n'),
    ]) {
      const folder = await signed();
      await change(folder, 'manifest.jsonl', edit);
      expect(await reasons(folder)).toHaveProperty(['manifest.jsonl'], 'the file is not the one that was signed');
    }
  });

  it('finds files that were renamed, removed, added, or made links', async () => {
    const folder = await signed();
    const at = (path: string): string => join(folder, path);
    await rename(at('README.txt'), at('READ.txt'));
    await rename(at('images/00001/1.jpg'), at('images/00001/3.jpg'));
    await rm(at('lists/train.idx'));
    await rename(at('dataset.json'), join(folder, '..', `${sha256Hex(folder).slice(0, 8)}.json`));
    await symlink(join(folder, '..', `${sha256Hex(folder).slice(0, 8)}.json`), at('dataset.json'));
    await writeFile(at('extra.txt'), 'x');
    const extra = 'it lies in the export, and neither signature nor manifest names it';
    expect(await reasons(folder)).toEqual({
      'README.txt': 'the file is signed, and missing',
      'READ.txt': extra,
      'images/00001/1.jpg': 'the manifest names it, and it is missing',
      'images/00001/3.jpg': extra,
      'lists/train.idx': 'the file is signed, and missing',
      'dataset.json': 'the file is not the one that was signed',
      'extra.txt': extra,
    });
  });

  it('does not hold for a list, a root or a key that was changed, or a key that is not known', async () => {
    const other = newPair();
    const texts: [(text: string) => string, RegExp][] = [
      [(text) => text.replace('"sizeBytes": 8', '"sizeBytes": 9'), /not the one that was signed/],
      [(text) => text.replace(/"sha256": "./, '"sha256": "0'), /root is not|not the one/],
      [(text) => text.replace(/"root": "[0-9a-f]{4}/, '"root": "0000'), /root is not/],
      [(text) => text.replace(KEY.publicKey, other.publicKey), /key id is not/],
      [(text) => text.replace(KEY.publicKey, other.publicKey).replace(KEY.keyId, other.keyId), /not made with its key/],
      [(text) => text.replace(/"signature": "../, '"signature": "AA'), /not made with its key/],
      [(text) => text.replace('README.txt', '../README.txt'), /signed, and missing|root/],
      [(text) => text.slice(1), /does not hold/],
      [(text) => text.replace('"outisSignature": 1', '"outisSignature": 2'), /does not hold/],
    ];
    for (const [edit, reason] of texts) {
      const folder = await signed();
      await change(folder, SIGNATURE_FILE, edit);
      const { findings } = await verifySignature(folder, signal);
      expect(findings.map((finding) => finding.reason).join('; ')).toMatch(reason);
    }
    // Somebody who signs it again has done nothing wrong but to be somebody else.
    const again = await signed(other);
    expect(await reasons(again)).toEqual({});
    expect((await reasons(again, [KEY.keyId]))[SIGNATURE_FILE]).toMatch(/not known here/);
  });

  it('is missing where there is none, and a folder that is not there is told', async () => {
    const folder = await signed();
    await rm(join(folder, SIGNATURE_FILE));
    expect(await verifySignature(folder, signal)).toEqual({
      signature: null,
      findings: [{ path: SIGNATURE_FILE, reason: 'the export is not signed' }],
    });
    await expect(verifySignature(join(folder, 'none'), signal)).rejects.toMatchObject({ code: 'not-found' });
  });
});
