import { call } from '../bridge';
import { expect, test } from '../fixtures';
import { GalleryPage } from '../pages/galleryPage';
import { HomePage } from '../pages/homePage';
import { photograph } from '../screenshots';

test.use({ namesLibrary: false });

test('a first start leads to the first set in one click, and decisions outlive a restart', async ({ program }) => {
  // 2,400 faces are really made; on two busy cores that takes a while.
  test.setTimeout(600_000);
  const home = new HomePage(program.page);
  await expect(home.makeFirst).toBeEnabled();
  await photograph(program, 'first-run');

  await home.makeFirst.click();
  const gallery = new GalleryPage(program.page);
  await expect(gallery.root).toBeVisible({ timeout: 540_000 });
  await gallery.showsFaces();
  await gallery.counts({ kept: 0, excluded: 0, toSee: 2400 });
  await photograph(program, 'gallery');

  await gallery.focus('i000001s0001');
  const scrollTop = await gallery.scrollTop();
  await program.page.keyboard.press('j');
  await gallery.isDecided('i000001s0001', 'exclude');
  await gallery.counts({ kept: 0, excluded: 1, toSee: 2399 });
  expect(await gallery.scrollTop()).toBe(scrollTop);

  await program.page.keyboard.press('Control+z');
  await gallery.isDecided('i000001s0001', 'undecided');
  await gallery.counts({ kept: 0, excluded: 0, toSee: 2400 });
  await program.page.keyboard.press('Control+Shift+z');
  await gallery.isDecided('i000001s0001', 'exclude');

  await gallery.focus('i000002s0000');
  await program.page.keyboard.press('6');
  await gallery.counts({ kept: 0, excluded: 2, toSee: 2398 });
  // In the journal, not only on the screen.
  const inJournal = async () => (await call(program.page, 'set.list', undefined))[0].review;
  await expect.poll(inJournal).toEqual({ kept: 0, excluded: 2, undecided: 2398 });

  await program.restart();
  const homeAgain = new HomePage(program.page);
  await expect(homeAgain.set('Syn_120_20')).toBeVisible();
  await photograph(program, 'library');
  await homeAgain.openGallery('Syn_120_20');
  const galleryAgain = new GalleryPage(program.page);
  await galleryAgain.showsFaces();
  await galleryAgain.counts({ kept: 0, excluded: 2, toSee: 2398 });
  await galleryAgain.isDecided('i000002s0000', 'exclude');
  await galleryAgain.focus('i000002s0000');
  await program.page.keyboard.press('Control+z');
  await galleryAgain.counts({ kept: 0, excluded: 1, toSee: 2399 });
});
