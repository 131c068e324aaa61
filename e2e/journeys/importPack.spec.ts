import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../bridge';
import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { ImportPage } from '../pages/importPage';
import { recordioOf } from '../recordioOf';
import { renderedVolunteers } from '../renderedVolunteers';
import { photograph } from '../screenshots';

test('a dataset file is imported as it is, by the consent of its labels', async ({ program }) => {
  const { page } = program;
  const frame = new Frame(page);
  const volunteers = await renderedVolunteers(program, 3, 1);
  const rec = await recordioOf(volunteers.folder, join(program.workDir, 'pack'));
  const consentFile = join(program.workDir, 'labels.csv');
  await writeFile(
    consentFile,
    'subject,status,purposes,date,document\n00000,given,all,2024-01-31,contract\n00002,given,all,2024-01-31,contract\n',
  );

  await test.step('picked as a file', async () => {
    await frame.go('Library', 'home');
    await page.getByRole('button', { name: 'Import consented set' }).click();
    const form = new ImportPage(program);
    await form.pickDataset(rec, consentFile);
    await form.name('From a pack');
    await photograph(program, 'import-pack');
    await form.start();
    await form.seeResult(60_000);
  });

  await test.step('who agreed is in it, who did not is listed by the place in the pack', async () => {
    const issues = page.getByTestId('import-issues');
    await expect(issues).toContainText('train.rec#1');
    await expect(issues).toContainText('no-consent');
    const sets = await call(page, 'set.list', undefined);
    expect(sets.find(({ name }) => name === 'From a pack')).toMatchObject({
      kind: 'real',
      counts: { identities: 2, samples: 2 },
    });
    await photograph(program, 'import-pack-result');
  });

  await test.step('the same as somebody else’s synthetic set: nobody is asked, and it is called what it is', async () => {
    await frame.go('Library', 'home');
    await page.getByRole('button', { name: 'Import consented set' }).click();
    const form = new ImportPage(program);
    await form.pickDeclared(rec, 'README of the pack');
    await form.name('Of somebody else');
    await photograph(program, 'import-declared');
    await form.start();
    await form.seeResult(60_000);
    await frame.go('Library', 'home');
    const card = page.getByRole('listitem', { name: 'Of somebody else' });
    await expect(card).toContainText('declared synthetic');
    await expect(card).not.toContainText('Consent');
    await card.getByText('declared synthetic').hover();
    await expect(page.getByText(/declared by .+ from README of the pack; not proven/)).toBeVisible();
    await photograph(program, 'home-declared');
    const sets = await call(page, 'set.list', undefined);
    expect(sets.find(({ name }) => name === 'Of somebody else')).toMatchObject({
      counts: { identities: 3, samples: 3 },
      declaredSynthetic: { source: 'README of the pack', how: 'generated' },
    });
  });

  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});
