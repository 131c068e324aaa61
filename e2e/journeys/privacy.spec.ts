import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivacyReport } from '../../src/shared/domain/privacy';
import { pickNext } from '../dialogs';
import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { PrivacyPage } from '../pages/privacyPage';
import { renderedVolunteers } from '../renderedVolunteers';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const PANELS = [
  'What this rests on',
  '1. Nearest real picture',
  '2. The most alike pairs',
  '3. The pictures that the generator learned from',
  '4. Synthetic people among themselves',
  '5. Mated and non-mated pairs',
  '6. Real pictures again',
  '7. What was not tested',
  'Published sets, for context',
];

test('a set is held against consented people, its pairs are judged, and the report leaves as PDF', async ({
  program,
}) => {
  test.setTimeout(300_000);
  const { page, workDir } = program;
  const volunteers = await renderedVolunteers(program, 6, 4);
  const { folder, consentFile } = volunteers;
  await runJob(page, { kind: 'import', name: 'Volunteers', folder, consentFile });
  const recipe = { identities: 5, samples: 4, seed: 3, crop: '112x112' } as const;
  await runJob(page, { kind: 'generate', name: 'People', recipe });
  await new Frame(page).go('Reports', 'reports');
  const privacy = new PrivacyPage(page);

  await test.step('it is made from the list of reports, scores first', async () => {
    await expect(privacy.root).toContainText('This set has none yet.');
    await privacy.make('People');
    await expect(privacy.root).toContainText('still holds', { timeout: 200_000 });
    await photograph(program, 'privacy-list');
    await privacy.openNewest('People');
  });

  await test.step('it says what rests on what, and what was not tested', async () => {
    for (const title of PANELS) await expect(privacy.panel(title)).toBeVisible();
    await expect(privacy.report).toContainText('Volunteers (6 people, 24 pictures)');
    await expect(privacy.report).toContainText('Threshold at a false match rate of 0.0001');
    await expect(privacy.report).toContainText('not resolvable: needs 10,000 pairs of real strangers');
    await expect(privacy.pairs).toHaveCount(20);
    await expect(privacy.stale).toBeHidden();
    await photograph(program, 'privacy-report');
    await privacy.panel(PANELS[2] ?? '').scrollIntoViewIfNeeded();
    await photograph(program, 'privacy-pairs');
    await privacy.panel(PANELS[5] ?? '').scrollIntoViewIfNeeded();
    await photograph(program, 'privacy-mated');
  });

  await test.step('it leaves as PDF of several pages, as HTML without real faces, and as JSON', async () => {
    const out = join(workDir, 'papers');
    await mkdir(out, { recursive: true });
    await pickNext(program, out);
    await privacy.save('PDF');
    await expect(privacy.saved).toContainText('privacy-People.pdf');
    const pdf = await readFile(join(out, 'privacy-People.pdf'), 'latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1);
    await privacy.save('HTML');
    await expect(privacy.saved).toContainText('privacy-People.html');
    const html = await readFile(join(out, 'privacy-People.html'), 'utf8');
    expect(html).not.toContain('<script');
    expect(html.match(/Real face, not written out/g)?.length).toBe(20);
    await privacy.save('JSON');
    await expect(privacy.saved).toContainText('privacy-People.json');
    const report = PrivacyReport.parse(JSON.parse(await readFile(join(out, 'privacy-People.json'), 'utf8')));
    expect(report.nearestReal?.impostor?.pairs).toBe(15 * 16);
  });

  await test.step('a pair is judged, and the report says that it no longer holds', async () => {
    const first = privacy.pairs.first();
    await first.getByRole('button', { name: 'False alarm' }).click();
    await expect(first.getByTestId('pair-standing')).toContainText('false alarm');
    await expect(privacy.stale).toContainText('Pairs were judged since.');
    await first.getByRole('button', { name: 'Exclude', exact: true }).click();
    await expect(first.getByTestId('pair-standing')).toContainText('excluded');
    await photograph(program, 'privacy-stale');
    await expect(privacy.stale).toContainText(/decision/i);
  });
});
