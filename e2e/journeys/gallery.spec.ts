import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '../../src/shared/domain/ids';
import { call } from '../bridge';
import { expect, test } from '../fixtures';
import type { Program } from '../fixtures';
import { Frame } from '../pages/frame';
import { GalleryPage } from '../pages/galleryPage';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const IDENTITIES = 8;
const SAMPLES = 6;

async function makeScoredSet({ page, libraryDir }: Program): Promise<SetId> {
  const recipe = { identities: IDENTITIES, samples: SAMPLES };
  await runJob(page, { kind: 'generate', name: 'Gallery', recipe });
  const [set] = await call(page, 'set.list', undefined);
  // One picture is gone from the disk: its tile says so, everything else goes on.
  const last = `i${String(IDENTITIES - 1).padStart(6, '0')}s${String(SAMPLES - 1).padStart(4, '0')}`;
  const texts = await page.evaluate(
    async ([id, sample]) =>
      (await fetch(`app://outis/data/sets/${id}/texts?id=${sample}`)).json() as Promise<{ file: string }>,
    [set.id, last] as const,
  );
  await runJob(page, { kind: 'score', setId: set.id }, 240_000);
  await unlink(join(libraryDir, 'sets', set.id, texts.file));
  return set.id;
}

test('a scored set is sorted, filtered, saved as a view and looked at as a sheet', async ({ program }) => {
  test.setTimeout(420_000);
  const { page } = program;
  const setId = await makeScoredSet(program);
  const gallery = new GalleryPage(page);
  await page.reload();
  await new Frame(page).go('Gallery', 'gallery');
  await expect(gallery.grid).toBeVisible();

  // Outliers first, each with its score on the face.
  await expect(page.getByRole('combobox', { name: 'Sort by' })).toHaveValue(/Like its identity/);
  await expect(gallery.grid.getByText(/^0\.\d+$/).first()).toBeVisible();
  await expect(page.getByTestId('neighbours')).toBeVisible();
  await photograph(program, 'gallery-scored');

  // A histogram answers to the keyboard; the filter is a chip with its own clear.
  const chips = page.getByTestId('active-filters');
  const histogram = page.getByTestId('filter-judge.consistency').getByRole('slider');
  await histogram.focus();
  for (let press = 0; press < 3; press++) await histogram.press('PageUp');
  await expect(chips).toContainText('Like its identity');
  const matching = async (): Promise<number> =>
    Number(/^([\d,]+) of/.exec((await page.getByTestId('match-count').textContent()) ?? '')?.[1]);
  await expect.poll(matching).toBeLessThan(IDENTITIES * SAMPLES);
  // Each press is a question of its own: the count stands when two looks a second apart agree.
  let filtered = -1;
  const standsStill = async (): Promise<boolean> => {
    const before = filtered;
    filtered = await matching();
    return filtered === before;
  };
  await expect.poll(standsStill, { intervals: [1000] }).toBe(true);
  expect(filtered).toBeGreaterThan(0);

  // Kept as a frozen list and as a rule, then cleared, then opened again.
  for (const [kind, name] of [
    ['Frozen list', 'Alike ones today'],
    ['Rule', 'Alike ones'],
  ] as const) {
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('radiogroup', { name: 'Kind of view' }).getByText(kind, { exact: true }).click();
    await page.getByRole('textbox', { name: 'Name of the view' }).fill(name);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  }
  await chips.getByRole('button', { name: /^Clear Like its identity/ }).click();
  await expect.poll(matching).toBe(IDENTITIES * SAMPLES);
  await page
    .getByRole('button', { name: /Alike ones today/ })
    .first()
    .click();
  await expect(chips).toContainText('frozen list');
  await expect.poll(matching).toBe(filtered);
  await page.getByRole('button', { name: /^Alike ones$/ }).click();
  await expect(chips).toContainText('Like its identity');
  await expect.poll(matching).toBe(filtered);
  await page.getByRole('button', { name: 'Clear filters' }).click();

  // Search by id, and likeness to that face: it comes first itself.
  await page.getByRole('textbox', { name: 'Find by id or identity' }).fill('i000002s0003');
  await expect.poll(matching).toBe(1);
  await gallery.focus('i000002s0003');
  await page.getByRole('button', { name: 'Similar to this' }).click();
  await page.getByRole('button', { name: 'Clear “i000002s0003”' }).click();
  await expect.poll(matching).toBe(IDENTITIES * SAMPLES);
  await expect(gallery.grid.getByRole('gridcell').first()).toHaveAttribute('data-testid', 'tile-i000002s0003');
  await expect(gallery.grid.getByRole('gridcell').first()).toContainText('1');
  await page.getByRole('button', { name: /^Clear similar to/ }).click();

  // Ctrl+wheel makes faces larger and smaller, and the page itself keeps its size.
  const first = gallery.grid.getByRole('gridcell').first();
  const widthOfFirst = async (): Promise<number> => (await first.boundingBox())?.width ?? 0;
  const usual = await widthOfFirst();
  await first.hover();
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await expect.poll(widthOfFirst).toBeGreaterThan(usual);
  await page.mouse.wheel(0, 120);
  await expect.poll(widthOfFirst).toBe(usual);
  await page.keyboard.up('Control');

  // A tag put on two faces is a filter, and a chip with its own clear.
  await gallery.focus('i000000s0001');
  await gallery.tile('i000000s0002').click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: /^Decide/ }).click();
  await page.getByRole('menuitem', { name: 'Tag…' }).click();
  await page
    .getByRole('combobox', { name: 'Tag' })
    .or(page.getByRole('textbox', { name: 'Tag' }))
    .first()
    .fill('glare');
  await page.getByRole('button', { name: 'Put on' }).click();
  await page.getByRole('group', { name: 'Tags' }).getByText('glare 2').click();
  await expect.poll(matching).toBe(2);
  await expect(gallery.grid.getByRole('gridcell')).toHaveCount(2);
  await chips.getByRole('button', { name: 'Clear tag “glare”' }).click();
  await expect.poll(matching).toBe(IDENTITIES * SAMPLES);

  // The address of one sample opens the gallery at it.
  await page.evaluate((id) => (window.location.hash = `#/gallery?set=${id}&sample=i000006s0004`), setId);
  await expect(gallery.tile('i000006s0004')).toHaveAttribute('data-focused', 'true');
  await expect(gallery.tile('i000006s0004')).toBeInViewport();

  // The contact sheet, and the sample whose picture is gone.
  await page.getByRole('radiogroup', { name: 'Layout' }).getByText('Sheet', { exact: true }).click();
  await expect(gallery.grid).toHaveAttribute('data-layout', 'sheet');
  await gallery.grid.focus();
  await page.keyboard.press('Control+End');
  await expect(gallery.tile('i000007s0005').getByRole('img', { name: /cannot be shown/ })).toBeAttached();
  await photograph(program, 'gallery-sheet');
});
