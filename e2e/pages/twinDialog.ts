import type { Locator, Page } from '@playwright/test';

export class TwinDialog {
  readonly root: Locator;

  constructor(page: Page, setName: string) {
    this.root = page.getByRole('dialog', { name: `Make a synthetic twin of ${setName}` });
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.root.getByLabel(label, { exact: true }).fill(value);
  }

  async make(): Promise<void> {
    await this.root.getByRole('button', { name: 'Make the twin' }).click();
  }
}
