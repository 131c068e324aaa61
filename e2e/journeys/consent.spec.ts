import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../bridge';
import { pickNext } from '../dialogs';
import { expect, test } from '../fixtures';
import { ConsentPage } from '../pages/consentPage';
import { Frame } from '../pages/frame';
import { renderedVolunteers } from '../renderedVolunteers';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const HEADER =
  'subject,status,purposes,date,document,expires,biometric,channel,notice_version,notice_sha256,evidence_file,evidence_sha256,retain_until';
const HASH = 'c0ffee00'.repeat(8);
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('the consent register is read, edited, held against a contradicting file, and raises its alarms', async ({
  program,
}) => {
  test.setTimeout(120_000);
  const { page, workDir } = program;
  const frame = new Frame(page);
  const consent = new ConsentPage(program);
  const { folder, consentFile } = await renderedVolunteers(program, 3, 2);
  const soon = inDays(10);
  const rows = [
    `person-1,given,all,2024-01-31,form 1,${soon},yes,paper form,1,${HASH},form-1.pdf,${'a'.repeat(64)},2029-01-31`,
    `person-2,given,training|display,2024-01-31,form 2,,,,,,,,`,
    `person-3,given,training,2024-01-31,form 3,,yes,web form,1,${HASH},,,`,
  ];
  await writeFile(consentFile, [HEADER, ...rows, ''].join('\n'));

  await test.step('a file with every field is imported with its set, and what ends soon comes first', async () => {
    await runJob(page, { kind: 'import', name: 'Volunteers', folder, consentFile });
    await frame.go('Consent', 'consent');
    await expect(consent.alarms).toContainText('1 consent ends within 30 days');
    await expect(consent.alarms).toContainText('2 pictures are not shown');
    await expect(consent.root.getByRole('row').nth(1)).toHaveAccessibleName('person-1');
    await expect(consent.row('person-1')).toContainText('agreed');
    await expect(consent.row('person-3').getByLabel('display not allowed')).toBeVisible();
    await photograph(program, 'consent-table');
  });

  await test.step('a record is edited with a notice and evidence, and its history says what changed', async () => {
    await consent.open('person-2');
    const { inspector } = consent;
    await inspector.getByLabel('Channel').fill('e-mail');
    await inspector.getByLabel('Notice, version').fill('2');
    await inspector.getByLabel('Text of the notice').fill('We train a recogniser with your pictures.');
    await inspector.getByRole('checkbox', { name: 'evaluation' }).check();
    const scan = join(workDir, 'mail.eml');
    await writeFile(scan, 'I agree.');
    await pickNext(program, scan);
    await inspector.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(inspector.getByText('mail.eml')).toBeVisible();
    await consent.save();
    await expect(consent.history).toContainText('channel: none → e-mail');
    await expect(consent.history).toContainText('purposes: training display → training evaluation display');
    await expect(consent.row('person-2')).toContainText('e-mail');
    await expect(inspector).toContainText('We train a recogniser with your pictures.');
    await photograph(program, 'consent-record');
    await consent.closeDrawer();
  });

  await test.step('two records get the same day of destruction together', async () => {
    await consent.choose('person-2', 'person-3');
    await consent.root.getByRole('button', { name: 'Edit 2 together…' }).click();
    await consent.bulk.getByLabel('Keep pictures until').fill('2028-12-31');
    await consent.bulk.getByRole('button', { name: 'Record for 2 subjects' }).click();
    await expect(consent.row('person-2')).toContainText('2028-12-31');
    await expect(consent.row('person-3')).toContainText('2028-12-31');
    await consent.root.getByRole('button', { name: 'Choose none' }).click();
  });

  await test.step('a file that contradicts the register is taken line by line, with a reason', async () => {
    const file = join(workDir, 'older.csv');
    const older = ['person-1,given,all,2024-06-01,form 1b,,,,,,,,', 'person-2,given,all,2023-05-01,form 2,,,,,,,,'];
    await writeFile(file, [HEADER, ...older, ''].join('\n'));
    await consent.read(file);
    await expect(consent.change('person-2')).toContainText('The register has a newer record');
    await expect(consent.change('person-2')).toContainText('older.csv:3');
    await expect(consent.change('person-1')).toContainText('changed');
    await consent.preview.getByLabel('Take the file’s record all the same').check();
    const record = consent.preview.getByRole('button', { name: 'Record 2 changes' });
    await expect(record).toBeDisabled();
    await consent.preview.getByLabel('Why the ticked records are right').fill('the form was dated wrongly');
    await record.click();
    await expect(consent.preview).toBeHidden();
    await consent.open('person-2');
    await expect(consent.history).toContainText('the form was dated wrongly');
    await expect(consent.history).toContainText('date: 2024-01-31 → 2023-05-01');
    await consent.closeDrawer();
    await expect(consent.alarms).not.toContainText('consent ends');
  });

  await test.step('of ten thousand subjects only the rows in sight are drawn', async () => {
    const file = join(workDir, 'many.csv');
    const many = Array.from({ length: 10_000 }, (_, index) => `x${index},given,training,2024-01-31,form,,,,,,,,`);
    await writeFile(file, [HEADER, ...many, 'person-3,given,training,2024-01-31,form 3,,,,,,,,', ''].join('\n'));
    await consent.read(file);
    await consent.preview.getByRole('button', { name: 'Record 10,000 changes' }).click();
    const table = consent.root.getByRole('table', { name: 'Subjects' });
    await expect(table).toHaveAttribute('aria-rowcount', '10004');
    expect(await consent.root.getByRole('row').count()).toBeLessThan(60);
    await consent.root.getByLabel('Find a subject').fill('x9999');
    await expect(table).toHaveAttribute('aria-rowcount', '2');
    await expect(consent.row('x9999')).toBeVisible();
  });

  await test.step('who may not be shown is not shown, in the gallery and elsewhere, and is counted', async () => {
    const real = (await call(page, 'set.list', undefined)).find(({ kind }) => kind === 'real');
    expect(real?.mosaic).toHaveLength(4);
    await frame.go('Library', 'home');
    await page.getByRole('button', { name: 'Open gallery of Volunteers' }).click();
    await expect(page.getByTestId('hidden-count')).toHaveText('2 not shown: no consent to display');
    const hidden = page.getByTestId('tile-i000002s0000').getByRole('img', { name: /not shown: no consent/ });
    await expect(hidden).toBeVisible();
    await expect(page.getByTestId('tile-i000000s0000').getByRole('presentation')).toBeVisible();
    await photograph(program, 'consent-gallery');
  });

  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});
