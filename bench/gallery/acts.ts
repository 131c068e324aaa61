import type { Page } from '@playwright/test';
import { timed } from './figures';
import type { Watched } from './figures';

/** The first tiles, all of them drawn, as a mark that changes with the order; the very first may stay where it is. */
const MARK = `const mark = () => {
  const tiles = [...document.querySelectorAll('[data-testid="face-grid"] [role="gridcell"]')].slice(0, 4);
  const images = tiles.map((tile) => tile.querySelector('img'));
  const isDrawn = tiles.length > 0 && images.every((image) => image?.complete && image.naturalWidth > 0);
  return isDrawn ? tiles.map((tile) => tile.id).join(' ') + ' ' + document.querySelector('[data-testid="match-count"]')?.textContent : '';
};`;

async function remember(page: Page): Promise<void> {
  await page.evaluate(`{ ${MARK} window.benchMark = mark(); }`);
}

/** The faces on the screen are others than before, and drawn. */
const hasNewFaces = `() => { ${MARK} const now = mark(); return now !== '' && now !== window.benchMark; }`;

/** Chooses a column in the menu of the toolbar; timed from the choice to the faces. */
export async function sorted(page: Page, label: string): Promise<Watched> {
  await page.getByRole('combobox', { name: 'Sort by' }).or(page.getByLabel('Sort by')).first().click();
  const option = page.getByRole('option', { name: label, exact: true });
  await option.waitFor();
  await remember(page);
  return timed(
    page,
    `() => [...document.querySelectorAll('[role="option"]')].find((option) => option.textContent === ${JSON.stringify(label)} && option.checkVisibility?.() !== false)?.click()`,
    hasNewFaces,
  );
}

/** Presses a key on a histogram; timed to the faces, then in a second step to the counts. */
export async function brushed(
  page: Page,
  column: string,
  key: string,
): Promise<{ readonly order: Watched; readonly histogram: Watched }> {
  const press = `() => {
    const slider = document.querySelector('[data-testid="filter-${column}"] [role="slider"]');
    window.benchPath = document.querySelectorAll('[data-testid^="filter-"] path')[1]?.getAttribute('d');
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true }));
  }`;
  await remember(page);
  const order = await timed(
    page,
    press,
    `() => { ${MARK} const now = mark(); return now !== '' && now !== window.benchMark; }`,
  );
  await page.waitForTimeout(300);
  if (key === 'Delete') return { order, histogram: order };
  const histogram = await timed(
    page,
    press,
    `() => document.querySelectorAll('[data-testid^="filter-"] path')[1]?.getAttribute('d') !== window.benchPath`,
  );
  await page.waitForTimeout(300);
  return { order, histogram };
}

/** Orders by likeness to the focused sample. */
export async function similar(page: Page): Promise<Watched> {
  const button = page.getByTestId('inspector').getByRole('button', { name: 'Similar to this' });
  await button.waitFor();
  await remember(page);
  return timed(
    page,
    `() => [...document.querySelectorAll('[data-testid="inspector"] button')].find((one) => one.textContent === 'Similar to this')?.click()`,
    hasNewFaces,
  );
}

/** Writes into the search field; the field waits 120 ms for the next letter, which is part of the time. */
export async function found(page: Page, text: string): Promise<Watched> {
  await remember(page);
  return timed(
    page,
    `() => {
      const field = document.querySelector('input[aria-label="Find by id or identity"]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)});
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }`,
    hasNewFaces,
  );
}
