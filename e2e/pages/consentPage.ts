import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { pickNext } from '../dialogs';
import type { Program } from '../fixtures';

export class ConsentPage {
  readonly root: Locator;
  readonly alarms: Locator;
  readonly inspector: Locator;
  readonly history: Locator;
  readonly bulk: Locator;
  readonly preview: Locator;

  constructor(private readonly program: Program) {
    const { page } = program;
    this.root = page.getByTestId('page-consent');
    this.alarms = this.root.getByTestId('consent-alarms');
    this.inspector = page.getByTestId('consent-inspector');
    this.history = this.inspector.getByTestId('consent-history');
    this.bulk = page.getByTestId('consent-bulk');
    this.preview = this.root.getByTestId('consent-preview');
  }

  row(subject: string): Locator {
    return this.root.getByRole('row', { name: subject, exact: true });
  }

  async open(subject: string): Promise<void> {
    await this.row(subject).getByRole('button', { name: subject }).click();
    await expect(this.inspector).toBeVisible();
  }

  async closeDrawer(): Promise<void> {
    await this.program.page.keyboard.press('Escape');
    await expect(this.inspector).toBeHidden();
  }

  async save(): Promise<void> {
    await this.inspector.getByRole('button', { name: 'Save' }).click();
    // The record is drawn anew once it is written, and nothing is left to save.
    await expect(this.inspector.getByRole('button', { name: 'Save' })).toBeDisabled();
  }

  async choose(...subjects: readonly string[]): Promise<void> {
    for (const subject of subjects) await this.row(subject).getByRole('checkbox').check();
  }

  /** Opens the preview of a consent file. */
  async read(file: string): Promise<void> {
    await pickNext(this.program, file);
    await this.root.getByRole('button', { name: 'Update from a consent file…' }).click();
    await expect(this.preview).toBeVisible();
  }

  change(subject: string): Locator {
    return this.preview.getByRole('listitem', { name: subject, exact: true });
  }
}
