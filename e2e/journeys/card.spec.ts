import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { renderedVolunteers } from '../renderedVolunteers';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

test('a set says on its card how good it is, after one click', async ({ program }) => {
  test.setTimeout(300_000);
  const { page } = program;
  const volunteers = await renderedVolunteers(program, 6, 4);
  await runJob(page, {
    kind: 'import',
    name: 'Volunteers',
    folder: volunteers.folder,
    consentFile: volunteers.consentFile,
  });
  const recipe = { identities: 12, samples: 6, seed: 3, crop: '112x112' } as const;
  await runJob(page, { kind: 'generate', name: 'People', recipe });
  await new Frame(page).go('Library', 'home');
  const card = page.getByRole('listitem', { name: 'People' });

  await test.step('it says that nothing is computed, and computes scores and card in turn', async () => {
    await expect(card).toContainText('Quality not computed');
    await photograph(program, 'library-without-card');
    await card.getByRole('button', { name: 'Compute' }).click();
    await expect(card.getByText(/^EER/)).toBeVisible({ timeout: 200_000 });
    await expect(card.getByText(/^Unique/)).toBeVisible();
    await expect(card.getByText(/^Real p99/)).toBeVisible();
    await photograph(program, 'library-with-card');
  });

  await test.step('the chips lead to the whole card', async () => {
    await card.getByText(/^EER/).click();
    const report = page.getByTestId('card-report');
    for (const title of [
      'At a glance',
      'Told apart',
      'Nearest real people',
      'Some people in a plane',
      'Beside published sets',
    ])
      await expect(report.getByText(title, { exact: true })).toBeVisible();
    await expect(report).toContainText('Another judge gives other numbers');
    await photograph(program, 'card');
    await report.getByText('Some people in a plane').scrollIntoViewIfNeeded();
    await photograph(program, 'card-plane');
    await report.getByText('Beside published sets').scrollIntoViewIfNeeded();
    await photograph(program, 'card-published');
  });
});
