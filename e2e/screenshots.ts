import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Program } from './fixtures';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const THEMES = ['light', 'dark'] as const;

/**
 * Pictures of the window as it stands, in both sizes and both themes, into test-results/screens. Never call it while faces of real
 * people are on the screen.
 */
export async function photograph({ electron, page }: Program, name: string): Promise<void> {
  await comesToRest(page);
  for (const size of SIZES) {
    await electron.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await page.locator('html[data-mantine-color-scheme]').waitFor();
      await comesToRest(page);
      // Pictures that are still being decoded would be missing.
      await page.evaluate(() =>
        Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined))),
      );
      const file = `${name}-${size.width}x${size.height}-${colorScheme}.png`;
      // Not with `animations: 'disabled'`: after it has ended transitions, Chromium 108 crashes at the next change of colour scheme.
      await page.screenshot({ path: join(__dirname, '../test-results/screens', file) });
    }
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Nothing on the page is on its way any more but what turns without end. */
async function comesToRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.effect?.getComputedTiming().endTime === Infinity),
  );
}
