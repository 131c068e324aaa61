import type { Locator, Page } from '@playwright/test';

export class ReportPage {
  readonly root: Locator;
  readonly accuracy: Locator;
  readonly equalErrorRate: Locator;
  readonly tarTable: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-reports');
    this.accuracy = this.root.getByTestId('accuracy');
    this.equalErrorRate = this.root.getByTestId('eer');
    this.tarTable = this.root.getByTestId('tar-table');
  }
}
