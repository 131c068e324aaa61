import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export type PageName =
  | 'home'
  | 'explorer'
  | 'new-set'
  | 'import'
  | 'gallery'
  | 'map'
  | 'reviews'
  | 'compare'
  | 'consent'
  | 'export'
  | 'train'
  | 'reports'
  | 'settings';

/** What stands around every page: the rail, the command palette, the job tray. */
export class Frame {
  constructor(readonly page: Page) {}

  on(name: PageName): Locator {
    return this.page.getByTestId(`page-${name}`);
  }

  async isOn(name: PageName): Promise<void> {
    await expect(this.on(name)).toBeVisible();
  }

  /** @param label as the rail says it, e.g. `Gallery`. */
  async go(label: string, name: PageName): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: label, exact: true }).click();
    await this.isOn(name);
  }

  /** Waits until the job with this title has succeeded, whatever page is open. */
  async jobSucceeds(title: string | RegExp, timeoutMs: number): Promise<void> {
    const tray = this.page.getByTestId('job-tray');
    const head = tray.locator('[aria-expanded]');
    await expect(head).toBeVisible();
    if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
    const entry = tray.getByRole('article', { name: title }).first();
    await expect(entry).toHaveAttribute('data-status', /succeeded|failed|cancelled/, { timeout: timeoutMs });
    await expect(entry).toHaveAttribute('data-status', 'succeeded');
    await head.click();
  }
}
