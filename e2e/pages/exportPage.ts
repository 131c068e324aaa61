import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export type ExportKind = 'syn' | 'real' | 'mix';

export class ExportPage {
  constructor(readonly page: Page) {}

  card(kind: ExportKind): Locator {
    return this.page.getByTestId(`export-${kind}`);
  }

  /** Sets S of every part of the card. */
  async samples(kind: ExportKind, samples: number): Promise<void> {
    for (const field of await this.card(kind).getByLabel('Samples each (S)').all()) await field.fill(String(samples));
  }

  async isCalled(kind: ExportKind, name: string | RegExp): Promise<void> {
    await expect(this.page.getByTestId(`export-name-${kind}`)).toHaveText(name);
  }

  /** One click, and the export is there. */
  async export(kind: ExportKind): Promise<void> {
    await this.card(kind)
      .getByRole('button', { name: /^Export [\d,]+ files$/ })
      .click();
    await expect(this.card(kind).getByRole('button', { name: 'Open folder' })).toBeVisible({ timeout: 60_000 });
  }

  async prove(kind: ExportKind): Promise<void> {
    await this.card(kind).getByRole('button', { name: 'Prove', exact: true }).click();
  }
}
