import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The review records of one set, and the reviewer at the top right. */
export class ReviewsPage {
  readonly root: Locator;
  readonly disagreements: Locator;
  readonly signOffPanel: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-reviews');
    this.disagreements = this.root.getByTestId('disagreements').getByRole('listitem');
    this.signOffPanel = this.root.getByTestId('sign-off');
  }

  /** From now on this person judges. */
  async judgeAs(name: string): Promise<void> {
    const button = this.page.getByTestId('reviewer');
    await button.click();
    const field = this.page.getByRole('textbox', { name: 'Another reviewer' });
    await field.fill(name);
    await field.press('Enter');
    await expect(button).toHaveText(name);
  }

  async assignSecondOpinion(to: string, samples: readonly string[]): Promise<void> {
    await this.root.getByRole('button', { name: 'Assign a slice…' }).click();
    const form = this.root.getByTestId('assign-form');
    await form
      .getByRole('combobox', { name: 'To' })
      .or(form.getByLabel('To', { exact: true }))
      .first()
      .fill(to);
    await form.getByRole('combobox', { name: 'Slice' }).or(form.getByLabel('Slice')).first().click();
    await this.page.getByRole('option', { name: 'Named samples' }).click();
    await form.getByRole('textbox', { name: 'Sample ids' }).fill(samples.join(' '));
    await form.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(form).toBeHidden();
  }

  async beginJudging(): Promise<void> {
    await this.root.getByRole('button', { name: 'Judge', exact: true }).click();
    await expect(this.page.getByTestId('opinion-face')).toBeVisible();
  }

  /** One key per sample, each waited for: the face under judgement changes with it. */
  async judge(keys: readonly string[]): Promise<void> {
    for (const [at, key] of keys.entries()) {
      await this.page.keyboard.press(key);
      await expect(this.page.getByTestId('opinion-progress')).toHaveText(`${at + 1} of ${keys.length} judged`);
    }
  }

  async backToRecords(): Promise<void> {
    await this.root.getByRole('button', { name: 'Back to the records' }).last().click();
    await expect(this.signOffPanel).toBeVisible();
  }

  async signOff(statement: string): Promise<void> {
    await this.signOffPanel.getByRole('button', { name: 'Sign off…' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'What you vouch for' }).fill(statement);
    await dialog.getByRole('button', { name: /^Sign off as/ }).click();
    await expect(dialog).toBeHidden();
  }

  async standsAs(state: 'valid' | 'void'): Promise<void> {
    await expect(this.signOffPanel.getByTestId('sign-off-mark')).toHaveAttribute('data-state', state);
  }
}
