import { expect, test } from '../fixtures';
import { Frame } from '../pages/frame';
import { HomePage } from '../pages/homePage';
import { NewSetPage } from '../pages/newSetPage';

test('a recipe that its distance forbids is refused on the page; another gives the balance that was asked for', async ({
  program,
}) => {
  test.setTimeout(120_000);
  const { page } = program;
  const frame = new Frame(page);
  await frame.go('New set', 'new-set');
  const newSet = new NewSetPage(page);
  await newSet.fill(90, 1);

  await test.step('too far apart: said before anything is drawn, with the number that works', async () => {
    await newSet.distance.press('End');
    await expect(newSet.possible).toHaveText(/^About \d+ identities are possible at this distance\.$/, {
      timeout: 30_000,
    });
    await expect(newSet.root.getByRole('alert')).toHaveText(/^90 identities are too many at this distance; about \d+ /);
    await expect(newSet.generateButton).toBeDisabled();
    // Never the number of another recipe, not even for a moment.
    await newSet.distance.press('Home');
    await expect(newSet.possible).toHaveText('Every person that is drawn is taken, however alike two may be.');
    await expect(newSet.generateButton).toBeEnabled();
  });

  await test.step('twelve people in exact shares', async () => {
    await newSet.fill(12, 1);
    await newSet.showsPeople();
    await newSet.generate();
    await frame.jobSucceeds(/Syn_12_1/, 60_000);
    await frame.go('Library', 'home');
    await new HomePage(page).choose('Syn_12_1', 'Requested attributes…');
    const balance = page.getByTestId('requested-balance');
    for (const row of ['Women 6 6', 'Men 6 6', 'African 4 4', 'Asian 4 4', 'Caucasian 4 4'])
      await expect(balance.getByRole('row', { name: row, exact: true })).toBeVisible();
  });

  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});
