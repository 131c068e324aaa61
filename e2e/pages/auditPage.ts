import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { AuditTopic, AuditVerdict } from '../../src/shared/domain/audit/auditReport';

/** Reports: start of an audit, and what it found. */
export class AuditPage {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByTestId('page-reports');
  }

  /** From the list of reports; the folder is asked for by a dialog of the system. */
  async start(): Promise<void> {
    await this.root.getByRole('button', { name: 'Audit an export…' }).click();
  }

  async says(words: string): Promise<void> {
    await expect(this.root.getByTestId('audit-verdict')).toContainText(words, { timeout: 60_000 });
  }

  line(topic: AuditTopic): Locator {
    return this.root.getByTestId(`audit-${topic}`);
  }

  async is(topic: AuditTopic, verdict: AuditVerdict): Promise<void> {
    await expect(this.line(topic)).toHaveAttribute('data-verdict', verdict);
  }

  async save(): Promise<void> {
    await this.root.getByRole('button', { name: 'Save audit…' }).click();
    await expect(this.root.getByTestId('audit-saved')).toContainText('audit.html');
  }
}
