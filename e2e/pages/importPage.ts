import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { pickNext } from '../dialogs';
import type { Program } from '../fixtures';

export class ImportPage {
  readonly root: Locator;

  constructor(private readonly program: Program) {
    this.root = program.page.getByTestId('page-import');
  }

  async pick(folder: string, consentFile: string): Promise<void> {
    await pickNext(this.program, folder);
    await this.root.getByRole('button', { name: 'Choose folder…' }).click();
    await expect(this.root.getByText(folder, { exact: true })).toBeVisible();
    await pickNext(this.program, consentFile);
    await this.root.getByRole('button', { name: 'Choose file…' }).click();
    await expect(this.root.getByText(consentFile, { exact: true })).toBeVisible();
  }

  async pickDataset(file: string, consentFile: string): Promise<void> {
    await pickNext(this.program, file);
    await this.root.getByRole('button', { name: 'Choose dataset file…' }).click();
    await expect(this.root.getByText(file, { exact: true })).toBeVisible();
    await pickNext(this.program, consentFile);
    await this.root.getByRole('button', { name: 'Choose file…' }).click();
    await expect(this.root.getByText(consentFile, { exact: true })).toBeVisible();
  }

  async name(name: string): Promise<void> {
    await this.root.getByLabel('Name of the set').fill(name);
  }

  async start(): Promise<void> {
    await this.root.getByRole('button', { name: 'Import', exact: true }).click();
  }

  async seeResult(timeoutMs: number): Promise<void> {
    // Shown at every end, good or bad: a failure is told at once instead of after the time is up.
    await expect(this.root.getByRole('button', { name: 'Import again' })).toBeVisible({ timeout: timeoutMs });
    await this.root.getByRole('button', { name: 'See result' }).click({ timeout: 5000 });
  }
}
