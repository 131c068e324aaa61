import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { pickNext } from '../dialogs';
import type { Program } from '../fixtures';

/** The way through a withdrawal: from the subject's record to the certificate. */
export class WithdrawDialog {
  readonly root: Locator;
  private readonly page: Page;

  constructor(private readonly program: Program) {
    this.page = program.page;
    this.root = this.page.getByRole('dialog', { name: /^Withdraw/ });
  }

  /** From the page Consent, with the set chosen. */
  async open(subject: string): Promise<void> {
    await this.page.getByTestId('page-consent').getByRole('button', { name: subject, exact: true }).click();
    await this.page.getByRole('button', { name: 'Withdraw…' }).click();
    await expect(this.root).toBeVisible();
  }

  affected(fate: 'erased' | 'removed' | 'marked' | 'kept' | 'outside'): Locator {
    return this.root.getByTestId('affected').locator(`tr[data-fate="${fate}"]`);
  }

  get start(): Locator {
    return this.root.getByRole('button', { name: /^Withdraw and erase/ });
  }

  async confirm(subject: string): Promise<void> {
    await this.root.getByLabel(`Type ${subject} to confirm`).fill(subject);
    await this.start.click();
    await expect(this.root.getByTestId('destruction')).toBeVisible({ timeout: 60_000 });
  }

  async saveCertificate(folder: string): Promise<void> {
    await pickNext(this.program, folder);
    await this.root.getByRole('button', { name: /^Save certificate/ }).click();
    await expect(this.root.getByText(/^Saved: /)).toBeVisible();
  }

  async reissue(name: string): Promise<void> {
    const button = this.root.getByRole('button', { name: `Make the reissued version of ${name}` });
    await button.click();
    // Gone once the old export knows what replaces it.
    await expect(button).toHaveCount(0, { timeout: 60_000 });
  }

  async close(): Promise<void> {
    await this.root.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(this.root).toHaveCount(0);
  }
}
