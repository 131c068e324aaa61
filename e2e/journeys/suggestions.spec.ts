import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { CurationLine } from '../../src/shared/domain/curation';
import { keysOf, sampleOfKey } from '../../src/shared/domain/curationSamples';
import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { GalleryPage } from '../pages/galleryPage';
import { ReviewPage } from '../pages/reviewPage';
import { plantFaults } from '../plantedFaults';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const [IDENTITIES, SAMPLES] = [8, 6];
const TOTAL = IDENTITIES * SAMPLES;

async function openReview(page: Page): Promise<ReviewPage> {
  await new Frame(page).go('Gallery', 'gallery');
  await new GalleryPage(page).showsFaces();
  const review = new ReviewPage(page);
  await review.open();
  await review.choose('Worst first');
  await expect(review.suggestion).toBeVisible();
  return review;
}

/** Walks the queue from its start without deciding. @returns sample → reasons, in the order of the queue */
async function walked(review: ReviewPage): Promise<Map<string, string>> {
  const length = await review.length();
  const seen = new Map<string, string>();
  for (let position = 1; position <= length; position++) {
    await review.isAt(position, length);
    seen.set(await review.sampleInFront(), (await review.suggestion.textContent()) ?? '');
    await review.page.keyboard.press('ArrowRight');
  }
  for (let position = 1; position < length; position++) await review.page.keyboard.press('ArrowLeft');
  await review.isAt(1, length);
  return seen;
}

async function chooseDecide(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('planted faults come worst first; a false alarm, doubles and a rule are one step each', async ({ program }) => {
  test.setTimeout(240_000);
  const recipe = { identities: IDENTITIES, samples: SAMPLES, seed: 7 };
  const { setId } = await runJob(program.page, { kind: 'generate', name: 'People', recipe });
  if (setId === null) throw new Error('The job made no set.');
  const planted = await plantFaults(program, setId);
  // The table of samples was read before its pictures were spoiled.
  await program.restart();
  await runJob(program.page, { kind: 'score', setId });

  let review = await openReview(program.page);
  const queue = await walked(review);
  await test.step('the worst come first, with their reasons in words', async () => {
    const faults = [...planted.blurred, ...planted.faceless, ...planted.doubles.flat()];
    const ids = [...queue.keys()];
    expect(planted.faceless).toContain(ids[0]);
    for (const id of planted.faceless) expect(queue.get(id)).toContain('No face found');
    expect(ids.filter((id) => faults.some((fault) => fault === id)).length).toBeGreaterThanOrEqual(5);
    expect([...queue.values()].join()).toContain('Near double of a better picture');
    await photograph(program, 'review-worst-first');
  });

  const dismissed = [...queue.keys()][0] ?? '';
  await test.step('a false alarm leaves the queue, after a restart too, and comes back when it is called', async () => {
    await program.page.keyboard.press('m');
    await expect(review.said).toContainText(`${dismissed}: false alarm`);
    await program.restart();
    review = await openReview(program.page);
    expect(await review.length()).toBe(queue.size - 1);
    expect(await review.sampleInFront()).not.toBe(dismissed);
    await review.close();
    await chooseDecide(program.page, 'Call 1 false alarm back');
    review = await openReview(program.page);
    expect(await review.sampleInFront()).toBe(dismissed);
    await review.isAt(1, queue.size);
  });

  const gallery = new GalleryPage(program.page);
  await test.step('a tag and a reason in words; undo goes back to the face it is about', async () => {
    await program.page.keyboard.press('t');
    await program.page.keyboard.type('look again');
    await program.page.keyboard.press('Enter');
    await expect(program.page.getByText('Tags: look again')).toBeVisible();
    await program.page.keyboard.press('0');
    await program.page.keyboard.type('nobody is in it');
    await program.page.keyboard.press('Enter');
    await expect(review.said).toContainText('nobody is in it');
    await review.isAt(2, queue.size);
    await program.page.keyboard.press('Control+z');
    await program.page.keyboard.press('Control+z');
    await review.isAt(1, queue.size);
    await expect(program.page.getByText('Tags: look again')).toBeHidden();
    await review.close();
    await gallery.counts({ kept: 0, excluded: 0, toSee: TOTAL });
  });

  const dialog = program.page.getByRole('dialog');
  const act = async (): Promise<number> => {
    const count = Number(/^(\d+) sample/.exec((await dialog.getByTestId('bulk-count').textContent()) ?? '')?.[1]);
    await dialog.getByRole('button', { name: `Exclude ${count}` }).click();
    await gallery.counts({ kept: 0, excluded: count, toSee: TOTAL - count });
    return count;
  };
  await test.step('all but the best of each group of doubles, and back', async () => {
    await chooseDecide(program.page, 'All but the best doubles…');
    await expect(dialog).toContainText('2 groups of near duplicates');
    await photograph(program, 'decide-doubles');
    expect(await act()).toBe(planted.doubles.flat().length - planted.doubles.length);
    await program.page.keyboard.press('Control+z');
    await gallery.counts({ kept: 0, excluded: 0, toSee: TOTAL });
  });

  await test.step('a rule changes what its preview said, and one step takes it back', async () => {
    await chooseDecide(program.page, 'By a rule…');
    await dialog.getByRole('combobox', { name: 'Rule' }).fill('image.sharpness < 40');
    await program.page.keyboard.press('Enter');
    await expect(dialog.getByTestId('bulk-count')).toBeVisible();
    await photograph(program, 'decide-rule');
    const count = await act();
    const file = join(program.libraryDir, 'sets', setId, 'curation.jsonl');
    const lastLine = async (): Promise<CurationLine> => {
      const last = (await readFile(file, 'utf8')).trimEnd().split('\n').at(-1) ?? '';
      return CurationLine.parse(JSON.parse(last));
    };
    // The window counts at once; the journal follows.
    await expect.poll(async () => (await lastLine()).action).toBe('decide');
    const line = await lastLine();
    if (line.action !== 'decide') throw new Error(`The last line is a ${line.action}.`);
    const changed = Array.from(keysOf(line.samples), sampleOfKey);
    expect(changed).toHaveLength(count);
    for (const id of planted.faceless) expect(changed).toContain(id);
    expect(line.note).toBe('rule: image.sharpness < 40');
    await program.page.keyboard.press('Control+z');
    await gallery.counts({ kept: 0, excluded: 0, toSee: TOTAL });
  });
});
