import type { Locator, Page } from '@playwright/test';

export class HomePage {
  readonly root: Locator;
  /** The one button of a first start. */
  readonly makeFirst: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-home');
    this.makeFirst = this.root.getByRole('button', { name: /^Make my first/ });
  }

  set(name: string): Locator {
    return this.root.getByRole('listitem', { name, exact: true });
  }

  /** @param entry as the menu behind a set's dots says it */
  async choose(name: string, entry: string): Promise<void> {
    await this.set(name)
      .getByRole('button', { name: `More for ${name}` })
      .click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  async openGallery(name: string): Promise<void> {
    await this.set(name).getByRole('button', { name: 'Gallery', exact: true }).click();
  }
}
