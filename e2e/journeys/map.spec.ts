import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../bridge';
import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { GalleryPage } from '../pages/galleryPage';
import { MapPage } from '../pages/mapPage';
import { renderedVolunteers } from '../renderedVolunteers';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const IDENTITIES = 6;
const SAMPLES = 8;
const SUBJECTS = 3;
const PICTURES = 4;

test('faces lie on a map beside their like, and what is lassoed there is what the gallery shows', async ({
  program,
}) => {
  test.setTimeout(300_000);
  const { page } = program;
  const frame = new Frame(page);
  const map = new MapPage(page);

  const real = { setId: '', folder: '' };
  await test.step('two scored sets', async () => {
    const volunteers = await renderedVolunteers(program, SUBJECTS, PICTURES);
    const imported = await runJob(page, {
      kind: 'import',
      name: 'Volunteers',
      folder: volunteers.folder,
      consentFile: volunteers.consentFile,
    });
    Object.assign(real, { setId: imported.setId, folder: volunteers.folder });
    const recipe = { identities: IDENTITIES, samples: SAMPLES, seed: 12, crop: '112x112' } as const;
    const syn = await runJob(page, { kind: 'generate', name: 'People', recipe });
    for (const { id } of await call(page, 'set.list', undefined))
      if (id === imported.setId || id === syn.setId) await runJob(page, { kind: 'score', setId: id }, 200_000);
  });

  await test.step('the empty page teaches, and makes the map', async () => {
    await frame.go('Map', 'map');
    await expect(map.root).toContainText('No map yet');
    await photograph(program, 'map-empty');
    await map.make(['Volunteers']);
    await map.shows(IDENTITIES * SAMPLES + SUBJECTS * PICTURES);
  });

  let ids: string[] = [];
  await test.step('a lasso selects, the rest turns grey', async () => {
    await photograph(program, 'map');
    await map.lasso([
      [0.05, 0.05],
      [0.5, 0.05],
      [0.5, 0.95],
      [0.05, 0.95],
    ]);
    const people = map.picked.getByRole('region', { name: 'People' });
    await expect(people).toBeVisible();
    ids = (await map.pickedIds()).filter(Boolean);
    await photograph(program, 'map-lasso');
    const shown = await people.getByRole('button', { name: /^People i/ }).count();
    ids = ids.slice(0, shown);
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(IDENTITIES * SAMPLES);
  });

  await test.step('the gallery shows exactly those', async () => {
    await map.toGallery();
    const gallery = new GalleryPage(page);
    await gallery.showsFaces();
    const tiles = gallery.grid.locator('[data-testid^="tile-"]');
    await expect(tiles).toHaveCount(ids.length);
    const shown = await tiles.evaluateAll((all) => all.map((tile) => tile.getAttribute('data-testid')?.slice(5) ?? ''));
    expect(shown.sort()).toEqual([...ids].sort());
  });

  await test.step('what is chosen in the gallery is marked on the map, and still chosen on the way back', async () => {
    const gallery = new GalleryPage(page);
    await expect(gallery.counterLine).toContainText(`${ids.length} selected`);
    const [first = '', second = ''] = ids;
    await gallery.focus(first);
    await gallery.tile(second).click({ modifiers: ['Control'] });
    await frame.go('Map', 'map');
    await expect(map.picked).toContainText('2 selected');
    await expect(map.picked).toContainText('Selected in the gallery');
    expect((await map.pickedIds()).sort()).toEqual([first, second].sort());
    await frame.go('Gallery', 'gallery');
    await expect(gallery.counterLine).toContainText('2 selected');
    await expect(gallery.tile(second)).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('real samples show the whole picture they were cut from, with the frame of the crop', async () => {
    const gallery = new GalleryPage(page);
    await page.evaluate((id) => (window.location.hash = `#/gallery?set=${id}`), real.setId);
    await gallery.focus('i000000s0001');
    await page.keyboard.press('o');
    await expect(gallery.tile('i000000s0002').getByTestId('crop-frame')).toBeVisible();
    await expect(page.getByTestId('inspector').getByTestId('crop-frame')).toBeVisible();
    await photograph(program, 'gallery-originals');
    await rm(join(real.folder, 'person-1', '3.jpg'));
    await gallery.focus('i000000s0002');
    await expect(page.getByTestId('inspector')).toContainText('The original is no longer there: person-1/3.jpg');
    await page.keyboard.press('o');
    await expect(page.getByTestId('crop-frame')).toHaveCount(0);
  });

  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});
