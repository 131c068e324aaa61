import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from '@playwright/test';
import { embeddingsUrl } from '../../src/shared/contract/addresses';
import { SetId } from '../../src/shared/domain/ids';
import { call } from '../bridge';
import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { GalleryPage } from '../pages/galleryPage';
import { WithdrawDialog } from '../pages/withdrawDialog';
import { renderedVolunteers } from '../renderedVolunteers';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const SUBJECTS = 4;
const PICTURES = 3;
const WHO = 'person-2';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function filesBelow(root: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(root, { withFileTypes: true })) {
    const path = join(root, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else files.push(path);
  }
  return files;
}

/** The judge's embeddings of a set as signed bytes, row by row. */
async function embeddings(page: Page, setId: string): Promise<Int8Array[]> {
  const bytes = await page.evaluate(
    async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
    embeddingsUrl(setId),
  );
  const all = Uint8Array.from(bytes);
  const size = new DataView(all.buffer).getUint32(4, true);
  return Array.from({ length: (all.length - 8) / size }, (_, row) => new Int8Array(all.buffer, 8 + row * size, size));
}

/** Whether a file holds this vector, as bytes or as floats that round to it. */
function holds(file: Buffer, vector: Int8Array): boolean {
  if (file.includes(Buffer.from(vector.buffer, vector.byteOffset, vector.length))) return true;
  for (let at = 0; at + vector.length * 4 <= file.length; at += 4) {
    let k = 0;
    while (k < vector.length && Math.round(127 * file.readFloatLE(at + 4 * k)) === vector[k]) k++;
    if (k === vector.length) return true;
  }
  return false;
}

async function filesWith(root: string, vectors: readonly Int8Array[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of await filesBelow(root)) {
    if (!/\.(arrow|arrows|i8)$/.test(path)) continue;
    const file = await readFile(path);
    if (vectors.some((vector) => holds(file, vector))) found.push(relative(root, path));
  }
  return found;
}

/** Every line carries the hash of the one before. */
async function isChainIntact(path: string): Promise<boolean> {
  let previous = '0'.repeat(64);
  for (const line of (await readFile(path, 'utf8')).trimEnd().split('\n')) {
    if ((JSON.parse(line) as { previous: string }).previous !== previous) return false;
    previous = sha256(line);
  }
  return true;
}

test('a subject withdraws: everything of theirs goes, what was handed out is marked and made again', async ({
  program,
}) => {
  test.setTimeout(240_000);
  const { page, libraryDir, workDir } = program;
  const frame = new Frame(page);
  const volunteers = await renderedVolunteers(program, SUBJECTS, PICTURES);
  const { setId: real } = await runJob(page, {
    kind: 'import',
    name: 'Volunteers',
    folder: volunteers.folder,
    consentFile: volunteers.consentFile,
  });
  const standIns = (await call(page, 'set.list', undefined)).find(({ kind }) => kind === 'syn');
  const setId = SetId.parse(real);
  if (standIns === undefined) throw new Error('There are no stand-ins.');
  await runJob(page, { kind: 'score', setId });
  const part = { samples: PICTURES };
  const mix = await runJob(page, {
    kind: 'export',
    syn: { setId: standIns.id, ...part },
    real: { setId, ...part },
    pairsPerFold: 0,
  });
  const mixDir = mix.exportDir ?? '';

  // What is theirs before anything happens.
  const setDir = join(libraryDir, 'sets', setId);
  const own = (await filesBelow(join(setDir, 'images', '000002'))).sort();
  expect(own).toHaveLength(PICTURES);
  const stored = await Promise.all(own.map(async (path) => sha256(await readFile(path))));
  const hashes = new Set(stored);
  const handedOut = (await readFile(join(mixDir, 'manifest.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { sha256: string; consent: { subject: string } | null })
    .filter(({ consent }) => consent?.subject === WHO);
  expect(handedOut).toHaveLength(PICTURES);
  for (const line of handedOut) hashes.add(line.sha256);
  const vectors = (await embeddings(page, setId)).slice(PICTURES, 2 * PICTURES);
  expect((await filesWith(libraryDir, vectors)).length).toBeGreaterThan(0);

  const dialog = new WithdrawDialog(program);
  await test.step('everything that is affected is shown, and nothing happens without the name', async () => {
    await frame.go('Consent', 'consent');
    await dialog.open(WHO);
    await expect(dialog.affected('erased').first()).toContainText('Images in “Volunteers”');
    await expect(dialog.affected('erased').first()).toContainText(String(PICTURES));
    await expect(dialog.affected('marked')).toContainText(['Export Mix_8_3']);
    await expect(dialog.start).toBeDisabled();
    await photograph(program, 'withdraw-preview');
    await dialog.root.getByLabel(`Type ${WHO} to confirm`).fill('person-1');
    await expect(dialog.start).toBeDisabled();
  });

  await test.step('confirmed, it is done, and the certificate says what', async () => {
    await dialog.confirm(WHO);
    await expect(dialog.root.getByTestId('images-erased')).toContainText(String(PICTURES));
    await photograph(program, 'withdraw-certificate');
    const papers = join(workDir, 'papers');
    await mkdir(papers);
    await dialog.saveCertificate(papers);
    const certificate = await readFile(join(papers, 'certificate.html'), 'utf8');
    expect(certificate).toContain('Certificate of destruction');
    for (const hash of stored) expect(certificate).toContain(hash);
    await dialog.reissue('Mix_8_3');
    await dialog.close();
  });

  await test.step('nothing of them is in the library', async () => {
    const left: string[] = [];
    for (const path of await filesBelow(libraryDir))
      if (hashes.has(sha256(await readFile(path)))) left.push(relative(libraryDir, path));
    expect(left).toEqual([]);
    expect(await filesWith(libraryDir, vectors)).toEqual([]);
    const tombstones = (await readFile(join(setDir, 'tombstones.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(tombstones.map((line) => (JSON.parse(line) as { sampleId: string }).sampleId)).toEqual([
      'i000001s0000',
      'i000001s0001',
      'i000001s0002',
    ]);
    const register = (await readFile(join(libraryDir, 'consent', 'register.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(register.at(-1) ?? '')).toMatchObject({ record: { subject: WHO, status: 'withdrawn' } });
    for (const journal of ['audit.jsonl', 'consent/register.jsonl', 'consent/superseded.jsonl'])
      expect(await isChainIntact(join(libraryDir, journal)), journal).toBe(true);
  });

  await test.step('their tiles are gone', async () => {
    await frame.go('Gallery', 'gallery');
    const gallery = new GalleryPage(page);
    await gallery.counts({ kept: 0, excluded: 0, toSee: (SUBJECTS - 1) * PICTURES });
  });

  await test.step('the export is marked, and the reissued one has everybody else', async () => {
    const superseded = JSON.parse(await readFile(join(mixDir, 'SUPERSEDED.json'), 'utf8')) as { replacedBy: string }[];
    expect(await readFile(join(mixDir, 'NOTICE.txt'), 'utf8')).not.toContain(WHO);
    const reissued = superseded[0]?.replacedBy ?? '';
    expect(relative(libraryDir, reissued)).toBe(join('exports', 'Mix_8_3_v2'));
    const card = JSON.parse(await readFile(join(reissued, 'dataset.json'), 'utf8')) as object;
    expect(card).toMatchObject({ real: { identities: SUBJECTS - 1 }, supersedes: { name: 'Mix_8_3' } });
    expect(await readFile(join(reissued, 'manifest.jsonl'), 'utf8')).not.toContain(WHO);
    await frame.go('Export', 'export');
    const row = page
      .getByTestId('export-list')
      .getByRole('row')
      .filter({ hasText: /Mix_8_3 / });
    await expect(row.getByTestId('superseded')).toContainText('superseded by withdrawal');
    await row.scrollIntoViewIfNeeded();
    await photograph(program, 'export-superseded');
  });

  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});
