import type { Locator, Page } from '@playwright/test';
import { Frame } from './frame';

/** Settings, “Signing key”. */
export class SigningKeyPanel {
  readonly panel: Locator;
  readonly dialog: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByTestId('signing-key');
    this.dialog = page.getByRole('dialog', { name: 'Make a new key' });
  }

  async open(): Promise<void> {
    await new Frame(this.page).go('Settings', 'settings');
    await this.page.getByRole('tab', { name: 'Signing key' }).click();
    await this.panel.waitFor();
  }

  async ask(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Make a new key…' }).click();
    await this.dialog.waitFor();
  }

  async make(reason: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await this.dialog.getByRole('button', { name: 'Make a new key' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** Id of the key that signs here. */
  ownId(): Promise<string> {
    return this.panel.locator('code').first().innerText();
  }
}
