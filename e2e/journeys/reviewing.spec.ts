import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Decision } from '../../src/shared/domain/curation';
import { CurationLine } from '../../src/shared/domain/curation';
import { keysOf, sampleOfKey } from '../../src/shared/domain/curationSamples';
import { foldCuration } from '../../src/shared/domain/curationState';
import { sampleId } from '../../src/shared/domain/ids';
import { call } from '../bridge';
import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { GalleryPage } from '../pages/galleryPage';
import { ReviewPage } from '../pages/reviewPage';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const IDENTITIES = 100;
const SAMPLES = 20;
const TOTAL = IDENTITIES * SAMPLES;
const IDS = Array.from({ length: TOTAL }, (_unused, i) => sampleId(Math.floor(i / SAMPLES), i % SAMPLES));

interface Judged {
  readonly key: string;
  readonly decision: Decision;
  readonly reason: string | null;
}

const REASONS = ['blurred', 'no-face', 'wrong-identity', 'duplicate', 'occluded'];

/** What the reviewer thinks of the n-th sample: mostly good, now and then a reason, sometimes not sure. */
function judgementOf(index: number): Judged {
  if (index % 11 === 3) {
    const at = index % 5;
    return { key: String(at + 1), decision: 'exclude', reason: REASONS[at] ?? null };
  }
  if (index % 17 === 5) return { key: 'j', decision: 'exclude', reason: null };
  if (index % 29 === 7) return { key: 'l', decision: 'undecided', reason: null };
  return { key: 'k', decision: 'keep', reason: null };
}

const expected = new Map<string, Judged>();
const tally = (decision: Decision): number =>
  [...expected.values()].filter((judged) => judged.decision === decision).length;
const counts = () => {
  const [kept, excluded] = [tally('keep'), tally('exclude')];
  return { kept, excluded, toSee: TOTAL - kept - excluded };
};

/** Presses as fast as the page takes it; looks at where it stands every now and then only. */
async function judge(page: Page, review: ReviewPage, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) {
    const judged = judgementOf(index);
    await page.keyboard.press(judged.key);
    expected.set(IDS[index] ?? '', judged);
    if (index % 50 === 49 && index + 1 < TOTAL) await review.isAt(index + 2, TOTAL);
  }
}

/** What every tile of the grid says, from top to bottom. */
async function decisionsOnScreen(page: Page): Promise<Map<string, string>> {
  const grid = page.getByTestId('face-grid');
  const found = new Map<string, string>();
  await grid.evaluate((element) => (element.scrollTop = 0));
  for (let previous = -1; found.size < TOTAL && found.size !== previous;) {
    previous = found.size;
    const tiles = await grid.evaluate((element) => {
      const seen = Array.from(element.querySelectorAll<HTMLElement>('[data-testid^="tile-"]'), (tile) => [
        tile.dataset.testid?.slice('tile-'.length) ?? '',
        tile.dataset.decision ?? '',
      ]);
      element.scrollTop += element.clientHeight / 2;
      return new Promise<string[][]>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(seen))));
    });
    for (const [id, decision] of tiles) found.set(id, decision);
    const isAtEnd = await grid.evaluate((one) => one.scrollTop + one.clientHeight >= one.scrollHeight - 2);
    if (!isAtEnd) previous = -1;
  }
  return found;
}

test('a person reviews 2,000 samples from the keyboard', async ({ program }) => {
  test.setTimeout(900_000);
  expected.clear();
  const recipe = { identities: IDENTITIES, samples: SAMPLES, seed: 7 };
  const made = await runJob(program.page, { kind: 'generate', name: 'to-review', recipe }, 400_000);
  const setId = made.setId ?? '';

  let gallery = new GalleryPage(program.page);
  let review = new ReviewPage(program.page);
  await new Frame(program.page).go('Gallery', 'gallery');
  await gallery.showsFaces();
  await review.open();
  await review.isAt(1, TOTAL);

  const startedMs = Date.now();
  await judge(program.page, review, 0, 300);
  await expect(review.counterLine).toContainText(`${tally('keep')} kept · ${tally('exclude')} excluded`);
  await photograph(program, 'review');

  // Twelve steps back and forward again; the face in front goes back with them.
  for (let step = 0; step < 12; step++) await program.page.keyboard.press('Control+z');
  await review.isAt(289, TOTAL);
  for (let index = 288; index < 300; index++) expected.delete(IDS[index] ?? '');
  await expect(review.counterLine).toContainText(`${tally('keep')} kept · ${tally('exclude')} excluded`);
  await judge(program.page, review, 288, 1000);
  await program.page.keyboard.press('Control+z');
  await program.page.keyboard.press('Control+Shift+z');
  await expect(review.counterLine).toContainText(`${tally('keep')} kept · ${tally('exclude')} excluded`);

  // The evening: the program ends, and the morning after goes on where it was, undo included.
  await review.close();
  await program.restart();
  gallery = new GalleryPage(program.page);
  review = new ReviewPage(program.page);
  await new Frame(program.page).go('Gallery', 'gallery');
  await gallery.showsFaces();
  await gallery.counts(counts());
  await program.page.keyboard.press('Control+z');
  const last = expected.get(IDS[999] ?? '');
  expected.delete(IDS[999] ?? '');
  await gallery.counts(counts());
  await program.page.keyboard.press('Control+Shift+z');
  if (last !== undefined) expected.set(IDS[999] ?? '', last);
  await gallery.counts(counts());

  const search = program.page.getByRole('textbox', { name: 'Find by id or identity' });
  await search.fill(IDS[1000] ?? '');
  await expect(program.page.getByTestId('match-count')).toHaveText(/^1 of/);
  await gallery.focus(IDS[1000] ?? '');
  await search.fill('');
  await expect(program.page.getByTestId('match-count')).toHaveText(/^2,000 of/);
  await review.open();
  await review.isAt(1001, TOTAL);
  await judge(program.page, review, 1000, TOTAL);
  await expect(program.page.getByTestId('review-done')).toBeVisible();
  // Past the end a key decides nothing more.
  await program.page.keyboard.press('j');
  const elapsedMs = Date.now() - startedMs;
  console.log(`2,000 samples and what lies between in ${(elapsedMs / 1000).toFixed(0)} s`);
  await program.page.keyboard.press('Escape');
  await gallery.counts(counts());
  expect(expected.size).toBe(TOTAL);

  // The journal, the program and the screen say the same.
  const journal = (): Promise<string> => readFile(join(program.libraryDir, 'sets', setId, 'curation.jsonl'), 'utf8');
  // The screen shows a decision at once; under load the last ones are still on their way to the disk.
  await expect.poll(async () => (await journal()).split('"action":"decide"').length - 1).toBe(TOTAL + 12);
  const text = await journal();
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => CurationLine.parse(JSON.parse(line)));
  const folded = foldCuration(lines).decisions;
  const state = await call(program.page, 'curation.state', { setId: made.setId! });
  const told = new Map<string, string>(
    state.decisions.flatMap(({ samples, decision, reason }) =>
      Array.from(keysOf(samples), (key) => [sampleOfKey(key), `${decision} ${reason ?? ''}`] as const),
    ),
  );
  const seen = await decisionsOnScreen(program.page);
  const wanted = IDS.map((id) => expected.get(id)!);
  const full = wanted.map(({ decision, reason }) => `${decision} ${reason ?? ''}`);
  expect(IDS.map((id) => `${folded.get(id)?.decision} ${folded.get(id)?.reason ?? ''}`)).toEqual(full);
  expect(IDS.map((id) => told.get(id))).toEqual(full);
  expect(IDS.map((id) => seen.get(id))).toEqual(wanted.map(({ decision }) => decision));
  const decided = lines.filter(({ action }) => action === 'decide').length;
  expect(decided).toBe(TOTAL + 12);
});
