import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SampleId, SetId } from '../../src/shared/domain/ids';
import { call } from '../bridge';
import { pickNext } from '../dialogs';
import { expect, test } from '../fixtures';
import { ExplorerPage } from '../pages/explorerPage';
import { Frame } from '../pages/frame';
import { GalleryPage } from '../pages/galleryPage';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

type Saved = Readonly<Record<'identity' | 'pose' | 'expression' | 'light' | 'background', readonly number[]>>;

test('a face answers to the keyboard, mixes, comes back from its coefficients and goes to a set', async ({
  program,
}) => {
  test.setTimeout(240_000);
  const { page } = program;
  const explorer = new ExplorerPage(page);
  const frame = new Frame(page);
  await frame.go('Explorer', 'explorer');
  await explorer.rests();
  await explorer.showsVariations();
  const first = await explorer.picture();
  const begun = JSON.parse(await explorer.coefficients()) as Saved;

  // By keyboard alone: the head turns, then back with Ctrl+Z.
  const yaw = explorer.slider('Yaw');
  await yaw.focus();
  for (let press = 0; press < 12; press++) await yaw.press('ArrowRight');
  await expect(page.getByTestId('explorer-origin')).toContainText('changed by hand');
  await expect.poll(() => explorer.picture().then((picture) => picture === first)).toBe(false);
  await explorer.rests();
  expect((JSON.parse(await explorer.coefficients()) as Saved).pose[0]).toBeGreaterThan((begun.pose[0] ?? 0) + 9);
  for (let press = 0; press < 12; press++) await page.keyboard.press('Control+z');
  await expect(page.getByTestId('explorer-origin')).not.toContainText('changed by hand');
  await expect.poll(() => explorer.picture(), { timeout: 30_000 }).toBe(first);

  // A shape slider changes the person; Delete leads back.
  const nose = explorer.slider('Nose length');
  const length = await nose.getAttribute('aria-valuenow');
  await nose.focus();
  await nose.press('End');
  await expect.poll(() => explorer.picture().then((picture) => picture === first)).toBe(false);
  await explorer.rests();
  await nose.press('Delete');
  expect(Number(await nose.getAttribute('aria-valuenow'))).toBeCloseTo(Number(length), 0);

  // Mixing with somebody else, halfway.
  await explorer.root.getByRole('textbox', { name: 'B is person' }).fill('77');
  await explorer.root.getByRole('textbox', { name: 'B is person' }).press('Enter');
  await explorer.root.getByRole('button', { name: '50 % of B' }).click();
  await expect(page.getByTestId('mix-share')).toHaveText('φ = 0.50 of A');
  await explorer.rests();
  await explorer.showsVariations();
  await photograph(program, 'explorer');
  const mixed = await explorer.coefficients();
  expect((JSON.parse(mixed) as Saved).identity).not.toEqual(begun.identity);

  // What was copied shows the same face again; what is broken is refused with its place.
  await explorer.root.getByRole('button', { name: 'Dice face' }).click();
  await expect.poll(() => explorer.coefficients()).not.toBe(mixed);
  await expect(await explorer.loadCoefficients(mixed)).toBeHidden();
  expect(JSON.parse(await explorer.coefficients())).toEqual(JSON.parse(mixed));
  const dialog = await explorer.loadCoefficients('{"outis":1}');
  await expect(dialog.getByRole('alert')).toContainText('cannot be used');
  // The report can be copied, though the page may not touch the clipboard by itself.
  expect(await page.evaluate(() => navigator.clipboard.writeText('x').then(String, () => 'denied'))).toBe('denied');
  await dialog.getByRole('button', { name: 'Copy report' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await program.electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('invalid-input: ');
  await dialog.getByRole('button', { name: 'Close' }).click();

  // To pictures of this very person, and to a recipe.
  const folder = join(program.workDir, 'pictures');
  await pickNext(program, folder);
  await explorer.root.getByRole('button', { name: /^\d+ pictures…$/ }).click();
  await expect
    .poll(async () => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jpg')).length, {
      timeout: 120_000,
    })
    .toBe(20);
  await explorer.root.getByRole('button', { name: 'Use as recipe' }).click();
  await frame.isOn('new-set');
});

test('a person made by hand becomes an identity of a set, and another joins', async ({ program }) => {
  test.setTimeout(240_000);
  const { page } = program;
  const explorer = new ExplorerPage(page);
  const frame = new Frame(page);
  await frame.go('Explorer', 'explorer');
  await explorer.rests();
  await explorer.slider('Nose length').focus();
  await explorer.slider('Nose length').press('End');
  await explorer.rests();
  const sent = JSON.parse(await explorer.coefficients()) as Saved;

  await explorer.send({ pictures: '4' });
  await explorer.openSent();
  const gallery = new GalleryPage(page);
  await gallery.showsFaces();
  await expect(gallery.tile('i000000s0003')).toBeVisible();
  const [set] = await call(page, 'set.list', undefined);
  expect(set).toMatchObject({ name: 'Made by hand', kind: 'syn', state: 'complete', isHandMade: true });
  expect(set.counts).toMatchObject({ identities: 1, samples: 4 });
  const setId = SetId.parse(set.id);
  const saved = await call(page, 'sample.factors', { setId, sampleId: SampleId.parse('i000000s0000') });
  expect(saved?.coefficients).toEqual(sent);

  // Five vectors alone are a face too; as somebody else they join the same set.
  await frame.go('Explorer', 'explorer');
  await explorer.rests();
  const { identity, pose, expression, light, background } = sent;
  const bare = { identity: identity.map((value) => -value), pose, expression, light, background };
  await expect(await explorer.loadCoefficients(JSON.stringify(bare))).toBeHidden();
  await explorer.rests();
  await explorer.send({ pictures: '2', set: 'Made by hand' });
  await explorer.openSent();
  await expect(gallery.tile('i000001s0001')).toBeVisible();
  await expect(gallery.tile('i000000s0000')).toBeVisible();
});

test('a stored sample opens as the face it was drawn from', async ({ program }) => {
  test.setTimeout(180_000);
  const { page } = program;
  const recipe = { identities: 2, samples: 2, seed: 4 };
  const { setId } = await runJob(page, { kind: 'generate', name: 'Few', recipe });
  const sampleId = 'i000001s0001';
  await page.evaluate((hash) => (window.location.hash = hash), `#/explorer?set=${setId ?? ''}&sample=${sampleId}`);
  const explorer = new ExplorerPage(page);
  await explorer.rests();
  await expect(page.getByTestId('explorer-origin')).toHaveText(`sample ${sampleId}`);
  const saved = await call(page, 'sample.factors', { setId: SetId.parse(setId), sampleId: SampleId.parse(sampleId) });
  expect(JSON.parse(await explorer.coefficients())).toEqual(saved?.coefficients);

  await page.evaluate((hash) => (window.location.hash = hash), `#/explorer?set=${setId ?? ''}&sample=i000009s0009`);
  await expect(page.getByTestId('page-explorer').getByRole('alert')).toBeVisible();
});
