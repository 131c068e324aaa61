import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** One face at a time. */
export class ReviewPage {
  readonly root: Locator;
  readonly place: Locator;
  readonly said: Locator;
  readonly counterLine: Locator;
  readonly suggestion: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('review-mode');
    this.place = page.getByTestId('review-place');
    this.said = page.getByTestId('review-said');
    this.counterLine = page.getByTestId('counter-line');
    this.suggestion = page.getByTestId('review-suggestion');
  }

  /** From the gallery's grid. */
  async open(): Promise<void> {
    await this.page.getByTestId('face-grid').focus();
    await this.page.keyboard.press('Enter');
    await expect(this.root).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.root).toBeHidden();
  }

  async choose(queue: 'Every sample' | 'Only to see' | 'Worst first'): Promise<void> {
    await this.root.getByText(queue, { exact: true }).click();
  }

  async isAt(position: number, length: number): Promise<void> {
    await expect(this.place).toHaveText(`${position.toLocaleString('en-GB')} of ${length.toLocaleString('en-GB')}`);
  }

  /** How many are in the queue. */
  async length(): Promise<number> {
    return Number(((await this.place.textContent()) ?? '').split(' of ')[1]?.replaceAll(',', '') ?? 0);
  }

  async sampleInFront(): Promise<string> {
    const name = await this.root.locator('[data-testid^="review-i"]').getAttribute('data-testid');
    return name?.slice('review-'.length) ?? '';
  }

  async shows(sampleId: string): Promise<void> {
    await expect(this.page.getByTestId(`review-${sampleId}`)).toBeVisible();
  }
}
