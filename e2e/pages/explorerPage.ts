import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export class ExplorerPage {
  readonly root: Locator;
  readonly face: Locator;
  readonly variations: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-explorer');
    this.face = page.getByTestId('explorer-face');
    this.variations = page.getByTestId('variations');
  }

  slider(name: string): Locator {
    return this.root.getByRole('slider', { name, exact: true });
  }

  /** Waits until the face stands in its best quality. */
  async rests(): Promise<void> {
    await expect(this.face).toHaveAttribute('data-quality', 'large', { timeout: 60_000 });
  }

  /** The picture on the canvas, as text that differs when a pixel does. */
  picture(): Promise<string> {
    return this.face.evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
  }

  /** Waits until all twelve are drawn for the face as it is now. */
  async showsVariations(): Promise<void> {
    await expect(this.variations).toHaveAttribute('data-drawing', 'false', { timeout: 60_000 });
    await expect(this.variations.locator('button[data-fresh="true"]')).toHaveCount(12);
  }

  /** The face as the text that "Coefficients…" shows. */
  async coefficients(): Promise<string> {
    await this.root.getByRole('button', { name: 'Coefficients…' }).click();
    const dialog = this.page.getByRole('dialog');
    const text = await dialog.getByLabel('Coefficients as JSON').inputValue();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    return text;
  }

  async loadCoefficients(text: string): Promise<Locator> {
    await this.root.getByRole('button', { name: 'Coefficients…' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Coefficients as JSON').fill(text);
    await dialog.getByRole('button', { name: 'Show this face' }).click();
    return dialog;
  }

  /** Sends the person on the screen to a set: a new one, or the one of this name. */
  async send(to: { readonly pictures: string; readonly set?: string }): Promise<void> {
    await this.root.getByRole('button', { name: 'Send to a set…' }).click();
    const dialog = this.page.getByRole('dialog');
    if (to.set !== undefined) {
      await dialog.getByRole('combobox', { name: 'Set' }).click();
      await this.page.getByRole('option', { name: to.set }).click();
    }
    await dialog.getByRole('textbox', { name: 'Pictures' }).fill(to.pictures);
    await expect(dialog.getByTestId('send-estimate')).toContainText(`${to.pictures} pictures`);
    await dialog.getByRole('button', { name: 'Send' }).click();
  }

  /** Follows the link to the set when its pictures are there. */
  async openSent(): Promise<void> {
    await this.page.getByRole('dialog').getByRole('button', { name: 'Open gallery' }).click({ timeout: 120_000 });
  }
}
