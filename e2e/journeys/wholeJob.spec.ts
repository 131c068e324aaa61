import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../bridge';
import { consentedFolder, facesDir, hasFaces } from '../consentedFaces';
import { expect, test } from '../fixtures';
import { ExportPage } from '../pages/exportPage';
import { Frame } from '../pages/frame';
import { GalleryPage } from '../pages/galleryPage';
import { ImportPage } from '../pages/importPage';
import { NewSetPage } from '../pages/newSetPage';
import { ReportPage } from '../pages/reportPage';
import { TrainPage } from '../pages/trainPage';

// Faces of real people are on the screen: nothing here may leave a picture behind.
test.use({ screenshot: 'off', trace: 'off', video: 'off' });

const SUBJECTS = 12;
const PICTURES = 6;

interface DatasetCard {
  readonly kind: string;
  readonly classCount: number;
  readonly labelOffset: number;
  readonly syn: { readonly identities: number; readonly samples: number; readonly excludedCount: number } | null;
  readonly real: { readonly identities: number; readonly samples: number } | null;
}

const card = async (directory: string): Promise<DatasetCard> =>
  JSON.parse(await readFile(join(directory, 'dataset.json'), 'utf8')) as DatasetCard;

test('the whole job: make, look, exclude, import, export, train, verify, prove', async ({ program }) => {
  test.skip(!hasFaces && process.env['CI'] === undefined, `There are no faces in ${facesDir}; set OUTIS_TEST_FACES.`);
  expect(hasFaces, `faces in ${facesDir}`).toBe(true);
  test.setTimeout(600_000);
  const { page, libraryDir } = program;
  const frame = new Frame(page);

  await test.step('a synthetic set', async () => {
    await frame.go('New set', 'new-set');
    const newSet = new NewSetPage(page);
    await newSet.fill(40, 6);
    await newSet.generate();
    await frame.jobSucceeds(/Syn_40_6/, 180_000);
  });

  await test.step('looked through; one sample is thrown out', async () => {
    await frame.go('Gallery', 'gallery');
    const gallery = new GalleryPage(page);
    await gallery.showsFaces();
    await gallery.focus('i000000s0000');
    await page.keyboard.press('j');
    await gallery.isDecided('i000000s0000', 'exclude');
    await gallery.counts({ kept: 0, excluded: 1, toSee: 239 });
  });

  const consented = await consentedFolder(program.workDir, SUBJECTS, PICTURES);
  await test.step('a consented set of real people', async () => {
    await frame.go('Library', 'home');
    await page.getByRole('button', { name: 'Import consented set' }).click();
    const form = new ImportPage(program);
    await form.pick(consented.folder, consented.consentFile);
    await form.name('Volunteers');
    await form.start();
    await form.seeResult(180_000);
    await expect(form.root.getByText('Open gallery')).toBeVisible();
    const real = (await call(page, 'set.list', undefined)).find(({ kind }) => kind === 'real');
    expect(real).toMatchObject({ name: 'Volunteers', consent: { full: SUBJECTS - 1, none: 0 } });
    expect(real?.counts.samples).toBeGreaterThan((SUBJECTS - 1) * PICTURES * 0.9);
    // Who took the consent back is not taken in, and that is said for every picture.
    await expect(form.root.getByTestId('import-issues')).toContainText(`${consented.withdrawn}/1.pgm`);
  });

  const exportsDir = join(libraryDir, 'exports');
  await test.step('Syn, Real and Mix go out', async () => {
    await frame.go('Export', 'export');
    const exporting = new ExportPage(page);
    for (const kind of ['syn', 'real', 'mix'] as const) {
      await exporting.samples(kind, 5);
      await exporting.isCalled(kind, kind === 'syn' ? 'Syn_40_5' : kind === 'real' ? /^Real_\d+_5$/ : /^Mix_\d+_5$/);
      await exporting.export(kind);
    }
    const names = (await readdir(exportsDir)).sort();
    expect(names).toEqual([expect.stringMatching(/^Mix_/), expect.stringMatching(/^Real_/), 'Syn_40_5']);
    const [mixName = '', realName = ''] = names;
    const mix = await card(join(exportsDir, mixName));
    const real = await card(join(exportsDir, realName));
    expect(mix).toMatchObject({ kind: 'mix', labelOffset: 40, syn: { identities: 40, samples: 5, excludedCount: 1 } });
    expect(mix.classCount).toBe(40 + (real.real?.identities ?? 0));
    const manifest = await readFile(join(exportsDir, mixName, 'manifest.jsonl'), 'utf8');
    const lines = manifest
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { origin: string; sampleId: string; identity: string });
    // Who took the consent back, and what was thrown out, is nowhere in it.
    expect(lines.filter(({ identity }) => identity.includes(consented.withdrawn))).toEqual([]);
    expect(lines.filter(({ origin, sampleId }) => origin === 'syn' && sampleId === 'i000000s0000')).toEqual([]);
  });

  await test.step('the Mix is proven', async () => {
    await new ExportPage(page).prove('mix');
    const report = new ReportPage(page);
    await expect(report.root).toContainText(/50 of 50|proven/i, { timeout: 60_000 });
    const runs = await call(page, 'run.list', undefined);
    expect(runs.map(({ report: found }) => found).find((found) => found?.kind === 'prove')).toMatchObject({
      verdict: 'proven',
      checked: 50,
      identical: 50,
    });
  });

  await test.step('a recogniser learns from both', async () => {
    await frame.go('Train', 'train');
    const training = new TrainPage(page);
    await training.learnFrom(['Syn_40_6', 'Volunteers']);
    await training.fill({ Name: 'journey', 'Held-out identities': '12', Epochs: '1', 'Batch size': '32' });
    await training.start();
    await training.hasLearned(180_000);
  });

  await test.step('it is verified on people it has not seen, and the report is read', async () => {
    await new TrainPage(page).verifyOn('Held-out identities', 30);
    const report = new ReportPage(page);
    await expect(report.accuracy).toContainText(/\d+\.\d %/, { timeout: 120_000 });
    await expect(report.equalErrorRate).toContainText(/\d+\.\d\d %/);
    await expect(report.tarTable).toContainText('not measurable');
  });

  await test.step('and on the consented set, whose withdrawn subject takes no part', async () => {
    await frame.go('Train', 'train');
    await new TrainPage(page).verifyOn('A set of the library', 30);
    const report = new ReportPage(page);
    await expect(report.accuracy).toContainText(/\d+\.\d %/, { timeout: 120_000 });
    const runs = await call(page, 'run.list', undefined);
    const onReal = runs
      .map(({ report: found }) => found)
      .find((found) => found?.kind === 'verify' && found.data.origin === 'real');
    expect(onReal).toMatchObject({ result: { personCount: SUBJECTS - 1 } });
  });

  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});
