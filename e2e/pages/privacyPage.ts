import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The privacy report, and the panel on the list of reports from which it is made. */
export class PrivacyPage {
  readonly root: Locator;
  readonly report: Locator;
  readonly pairs: Locator;
  readonly stale: Locator;
  readonly saved: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-reports');
    this.report = this.root.getByTestId('privacy-report');
    this.pairs = this.report.getByTestId('privacy-pairs').getByRole('listitem');
    this.stale = this.report.getByTestId('privacy-stale');
    this.saved = this.report.getByTestId('privacy-saved');
  }

  /** Chooses a set on the list of reports and starts its report. */
  async make(set: string): Promise<void> {
    const choice = this.root.getByRole('combobox', { name: 'Synthetic set' });
    await choice.click();
    await this.page.getByRole('option', { name: set, exact: true }).click();
    await expect(choice).toHaveValue(set);
    await this.root.getByRole('button', { name: 'Make privacy report' }).click();
  }

  async openNewest(set: string): Promise<void> {
    await this.root
      .getByTestId('report-list')
      .getByRole('link', { name: `Privacy of ${set}` })
      .first()
      .click();
    await expect(this.report).toBeVisible();
  }

  panel(title: string): Locator {
    return this.report.getByText(title, { exact: true });
  }

  save(as: 'PDF' | 'HTML' | 'JSON'): Promise<void> {
    return this.report.getByRole('button', { name: `Save as ${as}…` }).click();
  }
}
