import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export interface Counts {
  readonly kept: number;
  readonly excluded: number;
  readonly toSee: number;
}

export class GalleryPage {
  readonly root: Locator;
  readonly grid: Locator;
  readonly counterLine: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-gallery');
    this.grid = page.getByTestId('face-grid');
    this.counterLine = page.getByTestId('counter-line');
  }

  tile(sampleId: string): Locator {
    return this.page.getByTestId(`tile-${sampleId}`);
  }

  /** Waits until every face on the screen is really drawn. */
  async showsFaces(): Promise<void> {
    await expect(this.grid).toBeVisible();
    await expect
      .poll(() =>
        this.grid.locator('img').evaluateAll((images) => {
          const drawn = images.filter((image) => image instanceof HTMLImageElement && image.naturalWidth > 0);
          return images.length > 0 && drawn.length === images.length;
        }),
      )
      .toBe(true);
  }

  async focus(sampleId: string): Promise<void> {
    await this.tile(sampleId).click();
    await expect(this.tile(sampleId)).toHaveAttribute('data-focused', 'true');
  }

  async isDecided(sampleId: string, decision: 'keep' | 'exclude' | 'undecided'): Promise<void> {
    await expect(this.tile(sampleId)).toHaveAttribute('data-decision', decision);
  }

  async counts({ kept, excluded, toSee }: Counts): Promise<void> {
    const number = (count: number): string => count.toLocaleString('en-US');
    await expect(this.counterLine).toContainText(
      `${number(kept)} kept · ${number(excluded)} excluded · ${number(toSee)} to see`,
    );
  }

  /** Where the page stands: it must not move when something is excluded. */
  scrollTop(): Promise<number> {
    return this.grid.evaluate((element) => element.scrollTop);
  }
}
