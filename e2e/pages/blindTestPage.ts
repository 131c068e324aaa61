import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** A blind test inside the compare page. */
export class BlindTestPage {
  readonly root: Locator;
  readonly progress: Locator;
  readonly result: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('blind-test');
    this.progress = page.getByTestId('blind-progress');
    this.result = page.getByTestId('blind-result');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Blind test…' }).click();
    await expect(this.root).toBeVisible();
  }

  async start(pairs: number): Promise<void> {
    await this.root.getByRole('textbox', { name: 'Pairs' }).fill(String(pairs));
    await this.root.getByRole('button', { name: /^Start as/ }).click();
    await expect(this.progress).toHaveText(`1 of ${pairs}`);
    await this.showsPair();
  }

  /** Both pictures are drawn, of one size, and their addresses tell nothing. */
  async showsPair(): Promise<void> {
    const pictures = this.root.locator('img');
    await expect(pictures).toHaveCount(2);
    await expect
      .poll(() =>
        pictures.evaluateAll((images) =>
          images.every((image) => image instanceof HTMLImageElement && image.naturalWidth > 0),
        ),
      )
      .toBe(true);
    const seen = await pictures.evaluateAll((images) =>
      images.map((image) =>
        image instanceof HTMLImageElement
          ? { src: image.src, size: `${image.naturalWidth}×${image.naturalHeight}` }
          : null,
      ),
    );
    expect(seen[0]?.size).toBe(seen[1]?.size);
    for (const one of seen) expect(one?.src).toMatch(/^blob:/);
    for (const picture of await pictures.all())
      expect((await picture.boundingBox())?.height, 'large enough to judge').toBeGreaterThan(200);
  }
}
