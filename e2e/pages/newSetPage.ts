import type { Locator, Page } from '@playwright/test';

export class NewSetPage {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-new-set');
  }

  async fill(identities: number, samples: number): Promise<void> {
    await this.root.getByLabel('Identities (N)').fill(String(identities));
    await this.root.getByLabel('Samples each (S)').fill(String(samples));
  }

  async generate(): Promise<void> {
    await this.root.getByRole('button', { name: /^Generate / }).click();
  }
}
