import { call } from '../bridge';
import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { HomePage } from '../pages/homePage';
import { ImportPage } from '../pages/importPage';
import { TwinDialog } from '../pages/twinDialog';
import { renderedVolunteers } from '../renderedVolunteers';

const SUBJECTS = 2;
const PICTURES = 2;

test('a consented set gets its synthetic twin, and the report says how alike the two are', async ({ program }) => {
  test.setTimeout(180_000);
  const { page } = program;
  const frame = new Frame(page);
  const volunteers = await renderedVolunteers(program, SUBJECTS, PICTURES);

  await test.step('imported with consent', async () => {
    await frame.go('Library', 'home');
    await page.getByRole('button', { name: 'Import consented set' }).click();
    const form = new ImportPage(program);
    await form.pick(volunteers.folder, volunteers.consentFile);
    await form.name('Volunteers');
    await form.start();
    await form.seeResult(60_000);
  });

  await test.step('the twin is made from the card, and its report opens by itself', async () => {
    await frame.go('Library', 'home');
    await new HomePage(page).choose('Volunteers', 'Make a synthetic twin…');
    const dialog = new TwinDialog(page, 'Volunteers');
    // The stand-ins are drawn by the same generator, so to the judge they are all more alike than people are.
    await dialog.fill({ 'Name of the twin': 'Others', 'Largest likeness to a real person': '0.99' });
    await dialog.make();
    const report = frame.on('reports');
    const verdict = report.getByTestId('twin-verdict');
    await expect(verdict).toBeVisible({ timeout: 120_000 });
    await expect(report).toContainText('Opening of the mouth');
    const sets = await call(page, 'set.list', undefined);
    expect(sets.find(({ name }) => name === 'Others')).toMatchObject({
      kind: 'syn',
      counts: { identities: SUBJECTS, samples: SUBJECTS * PICTURES },
    });
    const runs = await call(page, 'run.list', undefined);
    const found = runs.map(({ report: given }) => given).find((given) => given?.kind === 'twin');
    const alike = found?.kind === 'twin' && found.strangers.verdict === 'too-alike';
    await expect(verdict).toContainText(alike ? 'Too alike' : 'Strangers');
    await expect(report.getByRole('region', { name: 'Too alike' })).toHaveCount(alike ? 1 : 0);
  });

  await test.step('its faces are one click away', async () => {
    await frame.on('reports').getByRole('link', { name: 'Open gallery' }).click();
    await expect(page.getByTestId('tile-i000000s0000')).toBeVisible();
  });

  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});
