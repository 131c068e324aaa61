/**
 * The gallery at scale: `npm run bench -- gallery [samples] [samples per identity] [fixture.jpg]`.
 * One set of a million rows over one shared picture, in the built window: open, sort, filter, brush, scroll, the way to the end, memory;
 * then the same set with every score and embeddings: open, sort by a score, similar to one, memory.
 * Needs the built program (`npm run setup`). Figures of act to frame are taken inside the page.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { sampleId } from '../src/shared/domain/ids';
import { benchSetName, makeBenchSet } from './gallery/benchSet';
import { launch, onDisplay, rendererMb } from './gallery/electron';
import { facesDrawn, scroll } from './gallery/figures';
import { brushed, found, similar, sorted } from './gallery/acts';
import { scoreBenchSet } from './gallery/benchScores';
import type { Watched } from './gallery/figures';

const samples = Number(process.argv[2] ?? 1_000_000);
const samplesPerIdentity = Number(process.argv[3] ?? 20);
const picture = process.argv[4] ?? join('fixtures', 'images', 'synthetic-face-1.jpg');
const root = await mkdtemp(join(tmpdir(), 'outis-gallery-'));
const library = join(root, 'library');
const table: [string, string][] = [];
const note = (name: string, value: string): void => void table.push([name, value]);
const noteWatched = (name: string, { ms, blockedMs }: Watched): void =>
  note(name, `${ms.toFixed(0)} ms, window's thread held up for ${blockedMs.toFixed(0)} ms at most`);

const lastId = sampleId(Math.ceil(samples / samplesPerIdentity) - 1, (samples - 1) % samplesPerIdentity);

async function open(page: Page): Promise<void> {
  const card = page.getByRole('listitem', { name: benchSetName, exact: true });
  const button = card.getByRole('button', { name: 'Gallery', exact: true });
  await button.waitFor();
  const clicked = performance.now();
  await button.click();
  await facesDrawn(page);
  note(`${samples} samples: click to first faces`, `${((performance.now() - clicked) / 1000).toFixed(2)} s`);
}

async function jumpToEnd(page: Page, name: string): Promise<void> {
  const grid = page.getByTestId('face-grid');
  // A menu that closes gives the focus back to its button a moment later.
  await page.waitForTimeout(500);
  await grid.focus();
  const jumped = performance.now();
  await page.keyboard.press('Control+End');
  const tile = page.getByTestId(`tile-${lastId}`);
  await tile.waitFor();
  const ms = performance.now() - jumped;
  const isInSight = await tile.evaluate((element) => {
    const grid = element.closest('[data-testid="face-grid"]')?.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    return grid !== undefined && own.bottom <= grid.bottom + 1 && own.top >= grid.top - 1;
  });
  note(name, `${ms.toFixed(0)} ms, the last sample ${isInSight ? 'wholly in sight' : 'NOT IN SIGHT'}`);
}

async function measure(app: ElectronApplication, page: Page): Promise<void> {
  await open(page);
  await page.getByTestId('filter-yawDeg').waitFor();
  note('renderer memory when open', `${(await rendererMb(app)).toFixed(0)} MB`);
  noteWatched('sort by a number, first time', await sorted(page, 'Yaw (°)'));
  noteWatched('sort by another number', await sorted(page, 'Pitch (°)'));
  noteWatched('back to the first', await sorted(page, 'Yaw (°)'));
  for (const [name, key] of [
    ['filter by a histogram: first bin off', 'ArrowRight'],
    ['one bin more', 'ArrowRight'],
    ['five bins more', 'PageUp'],
  ] as const) {
    const { order, histogram } = await brushed(page, 'pitchDeg', key);
    noteWatched(`${name}, faces`, order);
    noteWatched('  histograms', histogram);
  }
  noteWatched('filter off', (await brushed(page, 'pitchDeg', 'Delete')).order);
  noteWatched('find by identity', await found(page, '00042'));
  noteWatched('clear', await found(page, ''));
  for (const [name, pixels] of [
    ['slow, 40 px a frame', 40],
    ['fast, 400 px a frame', 400],
  ] as const) {
    const figures = await scroll(page, pixels);
    note(
      `scrolling ${name}`,
      `${figures.framesPerSecond.toFixed(0)} frames/s, worst frame ${figures.worstFrameMs.toFixed(0)} ms, longest blank ${figures.longestBlankMs.toFixed(0)} ms`,
    );
  }
  await sorted(page, 'Identity, sample');
  await jumpToEnd(page, 'Ctrl+End, device pixel ratio 1');
  note('renderer memory at the end', `${(await rendererMb(app)).toFixed(0)} MB`);
}

async function measureScored(app: ElectronApplication, page: Page): Promise<void> {
  await open(page);
  const clicked = performance.now();
  await page.getByTestId('filter-judge.consistency').waitFor();
  note('  and to the scores beside them', `${((performance.now() - clicked) / 1000).toFixed(2)} s later`);
  await page.waitForTimeout(2000);
  noteWatched('sort by a score, first time', await sorted(page, 'Most likely bad'));
  noteWatched('sort by another score', await sorted(page, 'Sharpness'));
  const { order, histogram } = await brushed(page, 'judge.consistency', 'PageUp');
  noteWatched('filter by a score, faces', order);
  noteWatched('  histograms', histogram);
  noteWatched('filter off', (await brushed(page, 'judge.consistency', 'Delete')).order);
  await page.waitForTimeout(1000);
  noteWatched('similar to one, embeddings fetched', await similar(page));
  await page.getByTestId('face-grid').focus();
  await page.keyboard.press('PageDown');
  await page.waitForTimeout(1000);
  noteWatched('similar to another', await similar(page));
  note('renderer memory with scores and embeddings', `${(await rendererMb(app)).toFixed(0)} MB`);
}

try {
  const made = performance.now();
  const setId = await makeBenchSet(library, { samples, samplesPerIdentity, picture });
  note('the set was made in', `${((performance.now() - made) / 1000).toFixed(0)} s`);
  await onDisplay(async (env) => {
    const app = await launch(env, library, join(root, 'profile'));
    await measure(app, await app.firstWindow());
    await app.close();
    for (const ratio of [1.5, 2]) {
      const scaled = await launch(env, library, join(root, 'profile'), [`--force-device-scale-factor=${ratio}`]);
      const page = await scaled.firstWindow();
      await open(page);
      await jumpToEnd(page, `Ctrl+End, device pixel ratio ${await page.evaluate(() => devicePixelRatio)}`);
      await scaled.close();
    }
    await scoreBenchSet(library, setId);
    const scored = await launch(env, library, join(root, 'profile'));
    await measureScored(scored, await scored.firstWindow());
    await scored.close();
  });
} finally {
  const width = Math.max(...table.map(([name]) => name.length));
  for (const [name, value] of table) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
  await rm(root, { recursive: true, force: true });
}
