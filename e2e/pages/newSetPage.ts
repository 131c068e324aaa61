import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export class NewSetPage {
  readonly root: Locator;
  readonly strip: Locator;
  readonly distance: Locator;
  readonly possible: Locator;
  readonly generateButton: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-new-set');
    this.strip = page.getByTestId('preview-strip');
    this.distance = this.root.getByRole('slider', { name: 'Least distance between identities' });
    this.possible = this.root.getByTestId('possible-identities');
    this.generateButton = this.root.getByRole('button', { name: /^Generate / });
  }

  async fill(identities: number, samples: number): Promise<void> {
    await this.root.getByLabel('Identities (N)').fill(String(identities));
    await this.root.getByLabel('Samples each (S)').fill(String(samples));
  }

  /** Waits until the strip shows the people of the recipe as it stands. */
  async showsPeople(): Promise<void> {
    await expect(this.strip).toHaveAttribute('data-drawing', 'false', { timeout: 60_000 });
  }

  async generate(): Promise<void> {
    await this.generateButton.click();
  }
}
