import { join } from 'node:path';
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
  for (const size of SIZES) {
    await electron.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await page.locator('html[data-mantine-color-scheme]').waitFor();
      // Pictures that are still being decoded would be missing.
      await page.evaluate(() =>
        Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined))),
      );
      const file = `${name}-${size.width}x${size.height}-${colorScheme}.png`;
      await page.screenshot({ path: join(__dirname, '../test-results/screens', file), animations: 'disabled' });
    }
  }
  await page.emulateMedia({ colorScheme: null });
}
