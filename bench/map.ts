/**
 * The map: `npm run bench -- map [points] [layout|window|table]`; `table` is `window` with a sample behind each point. First how long the laying out takes (in processor time: other work may run beside it), then
 * the built window with a map of that many points: open, pan, zoom, lasso, colour, memory. Needs the built program (`npm run setup`).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { JobId } from '../src/shared/domain/ids';
import { MapId, MapInfo } from '../src/shared/domain/maps';
import { Rng } from '../src/shared/lib/rng';
import { layOut } from '../src/main/engine/scoring/mapping/layOut';
import type { Vectors } from '../src/main/engine/scoring/mapping/mapTypes';
import { writeMapInfo } from '../src/main/storage/maps/mapFolders';
import { writeMapPoints } from '../src/main/storage/maps/mapPoints';
import { makeBenchSet } from './gallery/benchSet';
import { launch, onDisplay, rendererMb } from './gallery/electron';
import { timed } from './gallery/figures';

const points = Number(process.argv[2] ?? 1_000_000);
const SAMPLES = 20;
const SIZE = 128;
const root = await mkdtemp(join(tmpdir(), 'outis-map-'));
const library = join(root, 'library');
const part = process.argv.at(3);
// Said at once: on a busy machine the whole takes long.
const note = (name: string, value: string): void => void process.stdout.write(`${name.padEnd(28)}  ${value}\n`);

/** Clouds of twenty around random directions, as a judge sees people. */
function people(count: number): Vectors {
  const values = new Float32Array(count * SIZE);
  for (let i = 0; i < count; i++) {
    const centre = new Rng(1, 1, Math.floor(i / SAMPLES));
    const own = new Rng(1, 2, i);
    let squares = 0;
    for (let c = 0; c < SIZE; c++) {
      const value = centre.normal() + 0.5 * own.normal();
      values[i * SIZE + c] = value;
      squares += value * value;
    }
    for (let c = 0; c < SIZE; c++) values[i * SIZE + c] /= Math.sqrt(squares);
  }
  return { count, size: SIZE, values };
}

async function timeLayouts(): Promise<void> {
  for (const [method, count, landmarks] of [
    ['pca', 20_000, 8_000],
    ['mds', 2_000, 8_000],
    ['umap', 2_400, 8_000],
    ['umap', 8_000, 8_000],
    ['umap', 100_000, 8_000],
  ] as const) {
    const vectors = people(count);
    const before = process.cpuUsage();
    const started = performance.now();
    await layOut(vectors, { method, seed: 0, neighbours: 15, landmarks });
    const { user, system } = process.cpuUsage(before);
    const wall = (performance.now() - started) / 1000;
    note(
      `${method}, ${count} × ${SIZE}`,
      `${((user + system) / 1e6).toFixed(1)} s of processor time, ${wall.toFixed(1)} s`,
    );
  }
}

/** Islands of twenty points, scattered as UMAP scatters people. */
async function makeMap(): Promise<void> {
  const setId = await makeBenchSet(library, {
    // Only colouring by a column needs the table behind the points, and a large one takes its time.
    samples: part === 'table' ? points : Math.min(points, 2000),
    samplesPerIdentity: SAMPLES,
    picture: join('fixtures', 'images', 'synthetic-face-1.jpg'),
  });
  const rng = new Rng(7);
  const identityIndex = Int32Array.from({ length: points }, (_, i) => Math.floor(i / SAMPLES));
  const centres = Array.from(
    { length: Math.ceil(points / SAMPLES) },
    () => [rng.normal() * 0.28, rng.normal() * 0.28] as const,
  );
  const place = (axis: 0 | 1): Float32Array =>
    Float32Array.from(identityIndex, (who) =>
      Math.min(1, Math.max(-1, (centres[who]?.[axis] ?? 0) + 0.004 * rng.normal())),
    );
  const id = MapId.parse('map_00000000000000be');
  await writeMapPoints(library, id, {
    x: place(0),
    y: place(1),
    set: new Int32Array(points),
    identityIndex,
    sampleIndex: Int32Array.from({ length: points }, (_, i) => i % SAMPLES),
  });
  const set = { setId, name: 'Bench', kind: 'syn', points, withoutConsent: 0, notScored: 0, scored: points };
  await writeMapInfo(
    library,
    MapInfo.parse({
      schema: 1,
      id,
      jobId: JobId.parse('job_bench'),
      createdAt: new Date().toISOString(),
      method: 'umap',
      judge: { key: 'face-api', name: 'Bench' },
      seed: 0,
      neighbours: 15,
      landmarks: 8000,
      points,
      fitted: Math.min(points, 8000),
      sets: [{ ...set, judgeFingerprint: '0'.repeat(16), samplesSha256: '0'.repeat(64) }],
    }),
  );
}

/** Wheel or drag for some seconds, one step a frame; frames per second as the page is given them. */
function moved(page: Page, what: 'pan' | 'zoom'): Promise<number> {
  return page.evaluate(async (kind) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="map-canvas"]');
    if (canvas === null) throw new Error('no map');
    const box = canvas.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const gl = canvas.getContext('webgl2');
    const pixel = new Uint8Array(4);
    let drawn = 0;
    if (gl !== null) {
      const draw = gl.drawArrays.bind(gl);
      gl.drawArrays = (...given) => {
        drawn++;
        draw(...given);
      };
    }
    const tick = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    const start = performance.now();
    let frames = 0;
    while (performance.now() - start < 4000) {
      const forth = frames % 8 < 4;
      if (kind === 'zoom')
        canvas.dispatchEvent(
          new WheelEvent('wheel', {
            deltaY: forth ? -60 : 60,
            clientX: x,
            clientY: y,
            bubbles: true,
            cancelable: true,
          }),
        );
      else
        canvas.dispatchEvent(
          new KeyboardEvent('keydown', { key: forth ? 'ArrowLeft' : 'ArrowRight', bubbles: true, cancelable: true }),
        );
      await tick();
      // Waits until the driver has drawn; else only the asking is counted.
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      frames++;
    }
    return (1000 * Math.min(frames, drawn)) / (performance.now() - start);
  }, what);
}

async function measure(app: ElectronApplication, page: Page): Promise<void> {
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl');
    const names = gl?.getExtension('WEBGL_debug_renderer_info');
    return names === null || names === undefined ? 'not told' : String(gl?.getParameter(names.UNMASKED_RENDERER_WEBGL));
  });
  note('drawn by', renderer);
  const clicked = performance.now();
  await page.getByRole('link', { name: 'Map', exact: true }).click();
  await page.getByTestId('map-canvas').waitFor({ timeout: 120_000 });
  note('click to map', `${((performance.now() - clicked) / 1000).toFixed(2)} s`);
  await page.waitForTimeout(1000);
  note('renderer memory', `${(await rendererMb(app)).toFixed(0)} MB`);
  note('pan', `${(await moved(page, 'pan')).toFixed(1)} frames/s`);
  note('zoom', `${(await moved(page, 'zoom')).toFixed(1)} frames/s`);
  await page.keyboard.press('0');
  if (part === 'table') {
    await page.getByRole('combobox', { name: 'Colour by' }).click();
    const legend = `document.querySelector('[data-testid="map-legend"]')?.textContent`;
    const coloured = await timed(
      page,
      `() => [...document.querySelectorAll('[role="option"]')].find((one) => one.textContent?.includes('Yaw'))?.click()`,
      `() => /\\d.*grey: not computed/.test(${legend} ?? '')`,
    );
    note('colour by a column', `${coloured.ms.toFixed(0)} ms, held up for ${coloured.blockedMs.toFixed(0)} ms at most`);
  }
  const press = (key: string): string => `() => window.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}' }))`;
  const head = `document.querySelector('[data-testid="map-picked"] h2')?.textContent`;
  const all = await timed(
    page,
    press('v'),
    `() => (${head} ?? '').includes('selected') && ${head} !== 'Nothing selected'`,
  );
  note('select all in sight', `${all.ms.toFixed(0)} ms, held up for ${all.blockedMs.toFixed(0)} ms at most`);
  const none = await timed(page, press('Escape'), `() => ${head} === 'Nothing selected'`);
  note('clear', `${none.ms.toFixed(0)} ms`);
  note('renderer memory after it', `${(await rendererMb(app)).toFixed(0)} MB`);
}

try {
  if (part === undefined || part === 'layout') await timeLayouts();
  if (part !== 'layout') {
    await makeMap();
    await onDisplay(async (env) => {
      const app = await launch(env, library, join(root, 'profile'));
      await measure(app, await app.firstWindow());
      await app.close();
    });
  }
} finally {
  await rm(root, { recursive: true, force: true });
}
