/**
 * The built window at scale: `npm run bench -- window [samples] [fixture.jpg]`.
 * Start to a usable page; a large set from the click to its first drawn faces; frames while scrolling, and how long places stay blank;
 * the way to the last sample. Needs the built program (`npm run setup`).
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { sampleId } from '../src/shared/domain/ids';
import type { SampleRow } from '../src/shared/domain/sample';
import { SetInfo } from '../src/shared/domain/setInfo';
import { sha256Hex } from '../src/main/platform/hash';
import { newSetId } from '../src/main/platform/newId';
import { openLibrary } from '../src/main/storage/libraryFolder';
import { createSet } from '../src/main/storage/setStore';
import { openSetWriter } from '../src/main/storage/setWriter';

// Plain scripts of the project, resolved at run time: the bench is bundled elsewhere.
const scripts = (name: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ join(process.cwd(), 'scripts', 'lib', name)) as Promise<Record<string, unknown>>;

const SAMPLES_PER_IDENTITY = 20;
const BATCH = 10_000;
const sampleCount = Number(process.argv[2] ?? 200_000);
const fixture = process.argv[3] ?? join('fixtures', 'images', 'synthetic-face-1.jpg');
const root = await mkdtemp(join(tmpdir(), 'outis-window-'));
const library = join(root, 'library');
const table: [string, string][] = [];
const note = (name: string, value: string): void => void table.push([name, value]);

/** Rows of a real table over one shared picture: what is measured is the window, not the disk's small files. */
async function makeSet(): Promise<void> {
  const opened = await openLibrary(library, {});
  const setId = newSetId();
  const identities = Math.ceil(sampleCount / SAMPLES_PER_IDENTITY);
  await createSet(
    library,
    SetInfo.parse({
      schema: 1,
      id: setId,
      name: 'Bench',
      kind: 'syn',
      createdAt: new Date().toISOString(),
      counts: { identities: 0, samples: 0, sizeBytes: 0 },
      state: 'partial',
      recipe: { identities, samples: SAMPLES_PER_IDENTITY },
      fingerprint: { generator: 'bench', version: '1', assetsSha256: '', encoderSha256: '', sha256: '' },
    }),
  );
  const bytes = await readFile(fixture);
  const file = { path: 'images/shared.jpg', bytes };
  const sha256 = sha256Hex(bytes);
  const writer = await openSetWriter(library, setId);
  for (let batch = 0; batch * BATCH < sampleCount; batch++) {
    const count = Math.min(BATCH, sampleCount - batch * BATCH);
    const rows = Array.from({ length: count }, (_, i): SampleRow => {
      const index = batch * BATCH + i;
      const identityIndex = Math.floor(index / SAMPLES_PER_IDENTITY);
      const sampleIndex = index % SAMPLES_PER_IDENTITY;
      return {
        id: sampleId(identityIndex, sampleIndex),
        identityIndex,
        sampleIndex,
        identityName: String(identityIndex + 1).padStart(5, '0'),
        file: file.path,
        sha256,
        widthPx: 112,
        heightPx: 112,
        sizeBytes: bytes.length,
        partnerIndex: -1,
        weight: 1,
        source: '',
        numbers: { yawDeg: ((index * 37) % 700) / 10 - 35, ageYears: 20 + ((index * 13) % 50) },
      };
    });
    await writer.commitBatch(batch, rows, [file]);
  }
  await writer.finish();
  await opened.close();
}

interface ScrollFigures {
  readonly frames: number;
  readonly seconds: number;
  readonly worstFrameMs: number;
  readonly longestBlankMs: number;
}

/** Moves the grid as a wheel does for some seconds and watches every frame: is each place in sight covered by a drawn face? */
function scroll(page: Page, pixelsPerFrame: number): Promise<ScrollFigures> {
  return page.evaluate(async (step) => {
    const grid = document.querySelector<HTMLElement>('[data-testid="face-grid"]');
    if (grid === null) throw new Error('no grid');
    const box = grid.getBoundingClientRect();
    const probes = [0.15, 0.5, 0.85].map((share) => box.top + box.height * share);
    // The first place of a line: the last line of an identity may have no other.
    const cell = grid.querySelector('[role="gridcell"]')?.getBoundingClientRect();
    if (cell === undefined) throw new Error('no tile');
    const x = cell.left + cell.width / 2;
    const isBlank = (): boolean =>
      probes.some((y) => {
        // Two neighbouring places: one of them may be the gap between tiles.
        const hits = [0, 30].flatMap((dy) => document.elementsFromPoint(x, y + dy));
        const image = hits.find((element) => element instanceof HTMLImageElement);
        return !(image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0);
      });
    const start = performance.now();
    let last = start;
    let frames = 0;
    let worst = 0;
    let blankSince: number | null = null;
    let longestBlank = 0;
    while (last - start < 5000) {
      grid.scrollTop += step;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
      frames++;
      worst = Math.max(worst, now - last);
      last = now;
      if (!isBlank()) blankSince = null;
      else {
        blankSince ??= now;
        longestBlank = Math.max(longestBlank, now - blankSince);
      }
    }
    return { frames, seconds: (last - start) / 1000, worstFrameMs: worst, longestBlankMs: longestBlank };
  }, pixelsPerFrame);
}

const facesDrawn = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('[data-testid="face-grid"] img')];
    return images.length > 0 && images.some((image) => image.complete && image.naturalWidth > 0);
  });

async function measure(env: NodeJS.ProcessEnv): Promise<void> {
  const { electronPath, sandboxArguments } = (await scripts('electronPath.mjs')) as unknown as {
    electronPath: () => string;
    sandboxArguments: () => string[];
  };
  const args = [...sandboxArguments(), `--user-data-dir=${join(root, 'profile')}`, process.cwd(), '--library', library];
  for (const round of ['first', 'second', 'third']) {
    const started = performance.now();
    const app = await _electron.launch({ executablePath: electronPath(), args, env: env as Record<string, string> });
    const page = await app.firstWindow();
    await page.getByRole('listitem', { name: 'Bench', exact: true }).waitFor();
    note(`start to usable library page (${round})`, `${((performance.now() - started) / 1000).toFixed(2)} s`);
    if (round === 'third') await measureGallery(page);
    await app.close();
  }
}

async function measureGallery(page: Page): Promise<void> {
  const clicked = performance.now();
  await page
    .getByRole('listitem', { name: 'Bench', exact: true })
    .getByRole('button', { name: 'Gallery', exact: true })
    .click();
  await facesDrawn(page);
  note(`gallery of ${sampleCount}: click to first faces`, `${((performance.now() - clicked) / 1000).toFixed(2)} s`);
  for (const [name, pixels] of [
    ['slow, 40 px a frame', 40],
    ['fast, 400 px a frame', 400],
  ] as const) {
    const figures = await scroll(page, pixels);
    note(`scrolling ${name}`, `${(figures.frames / figures.seconds).toFixed(0)} frames/s`);
    note(`  worst frame`, `${figures.worstFrameMs.toFixed(0)} ms`);
    note(`  longest blank`, `${figures.longestBlankMs.toFixed(0)} ms`);
  }
  const jumped = performance.now();
  await page.getByTestId('face-grid').focus();
  await page.keyboard.press('Control+End');
  const identity = Math.ceil(sampleCount / SAMPLES_PER_IDENTITY) - 1;
  const last = sampleId(identity, (sampleCount - 1) % SAMPLES_PER_IDENTITY);
  await page.getByTestId(`tile-${last}`).waitFor();
  note('Ctrl+End to the last sample', `${(performance.now() - jumped).toFixed(0)} ms`);
  const decided = performance.now();
  await page.keyboard.press('k');
  await page.locator('[data-testid="counter-line"]', { hasText: /^1 kept|[^0-9]1 kept/ }).waitFor();
  note('key to counted decision', `${(performance.now() - decided).toFixed(0)} ms`);
}

try {
  await makeSet();
  const { withDisplay } = (await scripts('display.mjs')) as unknown as {
    withDisplay: <T>(work: (env: NodeJS.ProcessEnv) => Promise<T>) => Promise<T>;
  };
  await withDisplay(measure);
} finally {
  const width = Math.max(...table.map(([name]) => name.length));
  for (const [name, value] of table) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
  await rm(root, { recursive: true, force: true });
}
