/**
 * The explorer's large face in the built window: `npm run bench -- explorer [seconds]`.
 * Each kind of slider is moved at every frame of the screen for some seconds; counted are the drafts that reach the canvas, the longest
 * wait between two of them, the processor's time for each in the worker that draws and in the page, and the time from rest to the full
 * picture. On a machine with other work the processor's time is the figure that holds. Needs the built program (`npm run setup`).
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';

// Plain scripts of the project, resolved at run time: the bench is bundled elsewhere.
const scripts = (name: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ join(process.cwd(), 'scripts', 'lib', name)) as Promise<Record<string, unknown>>;

const SECONDS = Number(process.argv[2] ?? 4);
const KINDS = [
  ['pose', 'Yaw'],
  ['expression', 'Smile'],
  ['light', 'Light sideways'],
  ['background', 'Lightness'],
  ['identity, shape', 'Nose length'],
  ['identity, shape and skin', 'Age'],
  ['identity, skin', 'Skin tone'],
  ['camera', 'Exposure'],
] as const;

interface Figures {
  readonly frames: number;
  readonly framesPerSecond: number;
  readonly longestGapMs: number;
  readonly fullAfterMs: number;
}

/** Drags a slider to and fro over half its length with pointer events, one at each frame of the screen. */
function drag(page: Page, label: string, seconds: number): Promise<Figures> {
  return page.evaluate(
    async ({ label: name, seconds: span }) => {
      const face = document.querySelector<HTMLCanvasElement>('[data-testid="explorer-face"]');
      const thumb = document.querySelector<HTMLElement>(`[role="slider"][aria-label="${name}"]`);
      const track = thumb?.parentElement?.parentElement;
      if (face === null || thumb === null || track === null || track === undefined)
        throw new Error(`no slider ${name}`);
      thumb.scrollIntoView({ block: 'center' });
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      const box = track.getBoundingClientRect();
      const fire = (type: string, target: EventTarget, share: number): void => {
        const at = { clientX: box.left + share * box.width, clientY: box.top + box.height / 2 };
        target.dispatchEvent(new MouseEvent(type, { ...at, bubbles: true, cancelable: true, buttons: 1 }));
      };
      const framesDrawn = (): number => Number(face.dataset['frames'] ?? 0);
      const first = framesDrawn();
      const start = performance.now();
      let [last, seen, longestGap] = [start, first, 0];
      fire('mousedown', track, 0.5);
      while (performance.now() - start < span * 1000) {
        const phase = ((performance.now() - start) / 1500) % 2;
        fire('mousemove', document, 0.25 + 0.5 * Math.abs(phase - 1));
        await frame();
        if (framesDrawn() === seen) continue;
        const now = performance.now();
        longestGap = Math.max(longestGap, now - last);
        [last, seen] = [now, framesDrawn()];
      }
      const seconds = (performance.now() - start) / 1000;
      fire('mouseup', document, 0.5);
      const rested = performance.now();
      while (face.dataset['quality'] === 'draft') await frame();
      return {
        frames: seen - first,
        framesPerSecond: (seen - first) / seconds,
        longestGapMs: longestGap,
        fullAfterMs: performance.now() - rested,
      };
    },
    { label, seconds },
  );
}

/** Processor time of the page's process by thread, ms: its first thread is the page, the busiest worker the one that draws. Linux only. */
async function threadTimes(pid: number): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const folder = `/proc/${pid}/task`;
  if (!existsSync(folder)) return times;
  for (const thread of await readdir(folder)) {
    const text = await readFile(join(folder, thread, 'schedstat'), 'utf8').catch(() => '0');
    const name = await readFile(join(folder, thread, 'comm'), 'utf8').catch(() => '');
    times.set(thread === String(pid) ? 'page' : `${name.trim()} ${thread}`, Number(text.split(' ')[0]) / 1e6);
  }
  return times;
}

/** Milliseconds since `before` of the page, and of the worker that worked most. */
function spent(
  before: Map<string, number>,
  after: Map<string, number>,
): { readonly page: number; readonly worker: number } {
  const since = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  const workers = [...after.keys()].filter((name) => name.startsWith('DedicatedWorker')).map(since);
  return { page: since('page'), worker: Math.max(0, ...workers) };
}

async function measure(env: NodeJS.ProcessEnv, profile: string): Promise<void> {
  const { electronPath, sandboxArguments } = (await scripts('electronPath.mjs')) as unknown as {
    electronPath: () => string;
    sandboxArguments: () => string[];
  };
  const args = [
    ...sandboxArguments(),
    `--user-data-dir=${profile}`,
    process.cwd(),
    '--library',
    join(profile, 'library'),
  ];
  const app = await _electron.launch({ executablePath: electronPath(), args, env: env as Record<string, string> });
  const page = await app.firstWindow();
  await page.getByRole('link', { name: 'Explorer', exact: true }).click();
  await page.locator('[data-testid="explorer-face"][data-quality="large"]').waitFor();
  await page.locator('[data-testid="variations"][data-drawing="false"]').waitFor();
  const pid = await app.evaluate(
    ({ app: program }) => program.getAppMetrics().find(({ type }) => type === 'Tab')?.pid ?? 0,
  );
  const table: Record<string, string>[] = [];
  for (const [kind, label] of KINDS) {
    const before = await threadTimes(pid);
    const { frames, framesPerSecond, longestGapMs, fullAfterMs } = await drag(page, label, SECONDS);
    const { page: pageMs, worker: workerMs } = spent(before, await threadTimes(pid));
    table.push({
      kind,
      slider: label,
      'frames/s': framesPerSecond.toFixed(1),
      'worker ms/frame': (workerMs / frames).toFixed(1),
      'page ms/frame': (pageMs / frames).toFixed(1),
      'longest gap': `${longestGapMs.toFixed(0)} ms`,
      'rest to 256 px': `${fullAfterMs.toFixed(0)} ms`,
    });
    await page.locator('[data-testid="explorer-face"][data-quality="large"]').waitFor();
    await page.locator('[data-testid="variations"][data-drawing="false"]').waitFor();
  }
  await app.close();
  console.table(table);
}

const { withDisplay } = (await scripts('display.mjs')) as unknown as {
  withDisplay: (work: (env: NodeJS.ProcessEnv) => Promise<void>) => Promise<void>;
};
const root = await mkdtemp(join(tmpdir(), 'outis-explorer-'));
try {
  await withDisplay((env) => measure(env, join(root, 'profile')));
} finally {
  await rm(root, { recursive: true, force: true });
}
