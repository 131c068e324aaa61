import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** Places on the canvas, as shares of its width and height. */
export type Share = readonly [x: number, y: number];

export class MapPage {
  readonly root: Locator;
  readonly canvas: Locator;
  readonly picked: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-map');
    this.canvas = page.getByTestId('map-canvas');
    this.picked = page.getByTestId('map-picked');
  }

  /** From the empty page or from "New map". @param sets names of sets, beyond those chosen already */
  async make(sets: readonly string[], method = 'UMAP'): Promise<void> {
    const newMap = this.root.getByRole('button', { name: 'New map' });
    if (await newMap.isVisible()) await newMap.click();
    const field = this.page.getByRole('combobox', { name: 'Sets on the map' });
    for (const name of sets) {
      await field.click();
      await this.page.getByRole('option', { name }).click();
      await this.page.keyboard.press('Escape');
    }
    await this.page.getByRole('radiogroup', { name: 'Method' }).getByText(method, { exact: true }).click();
    await this.page.getByRole('button', { name: 'Make the map' }).click();
  }

  async shows(faces: number): Promise<void> {
    await expect(this.page.getByTestId('map-count')).toContainText(`${faces} faces`, { timeout: 60_000 });
    await expect(this.canvas).toBeVisible();
  }

  /** Draws a closed line with the mouse. */
  async lasso(corners: readonly Share[]): Promise<void> {
    const box = await this.canvas.boundingBox();
    if (box === null) throw new Error('the map is not on the screen');
    const at = ([x, y]: Share): [number, number] => [box.x + x * box.width, box.y + y * box.height];
    const [first = [0, 0], ...rest] = corners;
    await this.page.keyboard.down('Shift');
    await this.page.mouse.move(...at(first));
    await this.page.mouse.down();
    for (const corner of rest) await this.page.mouse.move(...at(corner), { steps: 8 });
    await this.page.mouse.up();
    await this.page.keyboard.up('Shift');
  }

  /** Ids of the faces in the list, in its order. */
  async pickedIds(): Promise<string[]> {
    const labels = await this.picked
      .getByRole('button', { pressed: false })
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
    return labels.flatMap((label) => /i\d{6}s\d{4}$/.exec(label)?.[0] ?? []);
  }

  async toGallery(): Promise<void> {
    await this.picked.getByTestId('map-to-gallery').first().click();
  }
}
