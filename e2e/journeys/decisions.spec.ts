import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../bridge';
import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { GalleryPage } from '../pages/galleryPage';
import { ReviewPage } from '../pages/reviewPage';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const recipe = { identities: 6, samples: 8, seed: 3 };

test('decisions that the program cannot take now are delivered by the next window, once', async ({ program }) => {
  const { setId } = await runJob(program.page, { kind: 'generate', name: 'waiting', recipe });
  await new Frame(program.page).go('Gallery', 'gallery');
  await new GalleryPage(program.page).showsFaces();
  const review = new ReviewPage(program.page);
  await review.open();
  await program.page.keyboard.press('k');
  await expect(review.counterLine).toContainText('1 kept');
  const state = async () => call(program.page, 'curation.state', { setId: setId! });
  await expect.poll(async () => (await state()).revision).toBe(1);

  // From now on main takes the call, writes nothing and never answers, as when it is busy or about to die.
  await program.electron.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('outis:curation.decide');
    ipcMain.handle('outis:curation.decide', () => new Promise(() => undefined));
  });
  for (let press = 0; press < 9; press++) await program.page.keyboard.press('j');
  await expect(review.counterLine).toContainText('1 kept · 9 excluded');
  await expect(program.page.getByTestId('delivery-waiting')).toContainText('9 decisions waiting');
  await photograph(program, 'decisions-waiting');

  await program.restart();
  await new Frame(program.page).go('Gallery', 'gallery');
  const gallery = new GalleryPage(program.page);
  await gallery.counts({ kept: 1, excluded: 9, toSee: 38 });
  await expect.poll(async () => (await state()).revision).toBe(10);
  await program.page.reload();
  await new Frame(program.page).go('Gallery', 'gallery');
  await gallery.counts({ kept: 1, excluded: 9, toSee: 38 });
  expect((await state()).revision).toBe(10);
});

test('a second window sees what the first one decides', async ({ program }) => {
  await runJob(program.page, { kind: 'generate', name: 'two windows', recipe });
  const opening = program.electron.waitForEvent('window');
  await program.electron.evaluate(
    ({ BrowserWindow }, preload) => {
      const [first] = BrowserWindow.getAllWindows();
      const second = new BrowserWindow({ width: 1200, height: 800, webPreferences: { preload, sandbox: true } });
      void second.loadURL(first.webContents.getURL());
    },
    join(__dirname, '../../out/preload/index.js'),
  );
  const second = await opening;
  for (const page of [program.page, second]) {
    await new Frame(page).go('Gallery', 'gallery');
    await new GalleryPage(page).counts({ kept: 0, excluded: 0, toSee: 48 });
  }
  const [here, there] = [new GalleryPage(program.page), new GalleryPage(second)];
  await here.focus('i000000s0000');
  await program.page.keyboard.press('k');
  await there.isDecided('i000000s0000', 'keep');
  await there.focus('i000000s0001');
  await second.keyboard.press('3');
  await here.isDecided('i000000s0001', 'exclude');
  for (const one of [here, there]) await one.counts({ kept: 1, excluded: 1, toSee: 46 });
});

test('whole identities, rules and own reasons show what they change, act as one step and are taken back', async ({
  program,
}) => {
  const { page } = program;
  await runJob(page, { kind: 'generate', name: 'bulk', recipe });
  await new Frame(page).go('Gallery', 'gallery');
  const gallery = new GalleryPage(page);
  await gallery.showsFaces();
  const choose = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Decide', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await gallery.focus('i000001s0002');
  await page.keyboard.press('k');
  await choose('This whole identity…');
  await expect(page.getByTestId('bulk-count')).toContainText('7 samples will change');
  await photograph(program, 'decide-identity');
  await page.getByRole('button', { name: 'Exclude 7' }).click();
  await gallery.counts({ kept: 1, excluded: 7, toSee: 40 });
  await page.keyboard.press('Control+z');
  await gallery.counts({ kept: 1, excluded: 0, toSee: 47 });

  await choose('By a rule…');
  await page.getByRole('combobox', { name: 'Rule' }).fill('no.such.score < 1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('no score “no.such.score”');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await choose('Edit the reasons…');
  await page.getByLabel('New reason').fill('Hair over the eyes');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  for (let step = 0; step < 9; step++) await page.getByLabel('Up: Hair over the eyes').click();
  await photograph(program, 'decide-reasons');
  await page.getByRole('button', { name: 'Save for this library' }).click();
  await gallery.focus('i000002s0000');
  await page.keyboard.press('1');
  await gallery.isDecided('i000002s0000', 'exclude');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog').getByText('exclude: Hair over the eyes')).toBeVisible();
  await photograph(program, 'keys');
});

test('a held key decides about each face once and about none that was not shown', async ({ program }) => {
  const { page } = program;
  const { setId } = await runJob(page, { kind: 'generate', name: 'held', recipe });
  await new Frame(page).go('Gallery', 'gallery');
  await new GalleryPage(page).showsFaces();
  const review = new ReviewPage(page);
  await review.open();
  for (let beat = 0; beat < 200; beat++) await page.keyboard.down('k');
  await page.keyboard.up('k');
  const place = (await review.place.textContent()) ?? '';
  const kept = Number(/(\d+) kept/.exec((await review.counterLine.textContent()) ?? '')?.[1]);
  const isThrough = await page.getByTestId('review-done').isVisible();
  expect(kept).toBe(isThrough ? 48 : Number(/^(\d+) of/.exec(place)?.[1]) - 1);
  const state = async () => call(page, 'curation.state', { setId: setId! });
  await expect.poll(async () => (await state()).revision).toBe(kept);
  expect((await state()).counts.kept).toBe(kept);
});

test('a journal that was changed by hand opens for reading and says from which line', async ({ program }) => {
  const { setId } = await runJob(program.page, { kind: 'generate', name: 'broken', recipe });
  for (const sample of ['i000000s0000', 'i000000s0001', 'i000000s0002'])
    await call(program.page, 'curation.decide', {
      setId: setId!,
      samples: [sample as never],
      decision: 'exclude',
      reason: 'blurred',
      who: 'tester',
    });
  const path = join(program.libraryDir, 'sets', setId ?? '', 'curation.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('i000000s0001', 'i000000s0005'));
  await program.restart();
  await new Frame(program.page).go('Gallery', 'gallery');
  const gallery = new GalleryPage(program.page);
  await gallery.showsFaces();
  await gallery.counts({ kept: 0, excluded: 2, toSee: 46 });
  await expect(gallery.root.getByRole('alert')).toContainText('line 3');
  await program.page.keyboard.press('k');
  await gallery.counts({ kept: 0, excluded: 2, toSee: 46 });
  const review = new ReviewPage(program.page);
  await review.open();
  await expect(review.root.getByRole('alert')).toContainText('line 3');
  await program.page.keyboard.press('k');
  await expect(review.counterLine).toContainText('0 kept · 2 excluded');
  await photograph(program, 'journal-broken');
});
