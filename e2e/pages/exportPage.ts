import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export type ExportKind = 'syn' | 'real' | 'mix';
export type Recipient = 'Any loader' | 'insightface' | 'SynFace' | 'Hugging Face' | 'Archive';

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

  /** One click chooses format, names and what goes along. */
  async madeFor(kind: ExportKind, recipient: Recipient): Promise<void> {
    await this.card(kind).getByText(recipient, { exact: true }).click();
    await expect(this.card(kind).getByRole('radio', { name: recipient })).toBeChecked();
  }

  checks(kind: ExportKind): Locator {
    return this.card(kind).getByTestId('export-checks');
  }

  /** One click, and the export is there. @param summary what the card says of it, where an earlier one is still shown */
  async export(kind: ExportKind, summary?: string | RegExp): Promise<void> {
    await this.card(kind)
      .getByRole('button', { name: /^Export [\d,]+ images$/ })
      .click();
    await expect(this.card(kind).getByRole('button', { name: 'Open folder' })).toBeVisible({ timeout: 60_000 });
    if (summary !== undefined) await expect(this.card(kind)).toContainText(summary, { timeout: 60_000 });
  }

  async prove(kind: ExportKind): Promise<void> {
    await this.card(kind).getByRole('button', { name: 'Prove', exact: true }).click();
  }

  get list(): Locator {
    return this.page.getByTestId('export-list');
  }

  get compared(): Locator {
    return this.page.getByTestId('diff');
  }

  /** Compares a card's finished export with another one of the list. */
  async compareWith(kind: ExportKind, later: string | RegExp): Promise<void> {
    await this.card(kind).getByRole('button', { name: 'Compare with…' }).click();
    const panel = this.page.getByTestId('compare');
    await panel.getByRole('combobox', { name: 'Later' }).click();
    await this.page.getByRole('option', { name: later }).click();
    await panel.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(this.compared).toBeVisible();
  }
}
