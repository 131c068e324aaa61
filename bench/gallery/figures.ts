import type { Page } from '@playwright/test';

export interface ScrollFigures {
  readonly framesPerSecond: number;
  readonly worstFrameMs: number;
  readonly longestBlankMs: number;
}

/** Moves the grid as a wheel does for some seconds and watches every frame: is each place in sight covered by a drawn face? */
export function scroll(page: Page, pixelsPerFrame: number): Promise<ScrollFigures> {
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
    while (last - start < 4000) {
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
    return { framesPerSecond: (1000 * frames) / (last - start), worstFrameMs: worst, longestBlankMs: longestBlank };
  }, pixelsPerFrame);
}

export const facesDrawn = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('[data-testid="face-grid"] img')];
    return images.length > 0 && images.some((image) => image.complete && image.naturalWidth > 0);
  });

export interface Watched {
  /** From the act to the first frame in which what is watched is as it is at the end, faces drawn. */
  readonly ms: number;
  /** Longest time in which the window's own thread answered nothing. */
  readonly blockedMs: number;
}

/**
 * Does something in the page and times it there, without the way to the bench.
 * @param act text of a function that does one thing
 * @param isDone text of a function that is asked every frame
 */
export async function timed(page: Page, act: string, isDone: string): Promise<Watched> {
  await page.evaluate(`{ window.benchAct = ${act}; window.benchDone = ${isDone}; }`);
  return page.evaluate(async () => {
    // The functions come as text, for they share pieces; both are the bench's own. The page's policy allows no code from text but
    // what the debugger runs, which put them on the window before.
    const { benchAct: run, benchDone: done } = window as unknown as { benchAct: () => void; benchDone: () => boolean };
    const tick = (): Promise<number> =>
      new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
    let blocked = 0;
    let lastTurn = performance.now();
    const watch = setInterval(() => {
      blocked = Math.max(blocked, performance.now() - lastTurn - 5);
      lastTurn = performance.now();
    }, 5);
    await tick();
    lastTurn = performance.now();
    blocked = 0;
    const start = performance.now();
    run();
    let now = start;
    do now = await tick();
    while (!done() && now - start < 20_000);
    clearInterval(watch);
    return { ms: now - start, blockedMs: Math.max(0, blocked) };
  });
}
