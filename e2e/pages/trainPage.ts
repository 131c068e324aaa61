import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export class TrainPage {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-train');
  }

  async learnFrom(names: readonly string[]): Promise<void> {
    for (const box of await this.root.getByRole('group', { name: 'Learn from' }).getByRole('checkbox').all()) {
      const label = (await box.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)) ?? '';
      await box.setChecked(names.some((name) => label.startsWith(name)));
    }
  }

  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.root.getByLabel(label, { exact: true }).fill(value);
  }

  async start(): Promise<void> {
    await this.root.getByRole('button', { name: 'Start training' }).click();
  }

  /** Verification is offered when the run has learned. */
  async hasLearned(timeoutMs: number): Promise<void> {
    await expect(this.root.getByRole('button', { name: 'Verify', exact: true })).toBeVisible({ timeout: timeoutMs });
  }

  async verifyOn(tab: 'Held-out identities' | 'A set of the library', pairsPerFold: number): Promise<void> {
    await this.root.getByRole('tab', { name: tab }).click();
    await this.root.getByLabel('Pairs per fold and kind').fill(String(pairsPerFold));
    await this.root.getByRole('button', { name: 'Verify', exact: true }).click();
  }
}
