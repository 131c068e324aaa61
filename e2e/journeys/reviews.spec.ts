import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SetId } from '../../src/shared/domain/ids';
import { call } from '../bridge';
import { pickNext } from '../dialogs';
import { expect, test } from '../fixtures';
import { BlindTestPage } from '../pages/blindTestPage';
import { Frame } from '../pages/frame';
import { HomePage } from '../pages/homePage';
import { ImportPage } from '../pages/importPage';
import { ReviewsPage } from '../pages/reviewsPage';
import { renderedVolunteers } from '../renderedVolunteers';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

const SAMPLES = ['i000000s0000', 'i000000s0001', 'i000001s0000', 'i000001s0001', 'i000002s0000'];
const BAD = 'i000001s0000';
const PAIRS = 8;

test('two reviewers differ, agree on a decision, and one signs; a later decision voids it', async ({ program }) => {
  test.setTimeout(180_000);
  const { page, libraryDir } = program;
  const frame = new Frame(page);
  const reviews = new ReviewsPage(page);
  const recipe = { identities: 12, samples: 4, seed: 3 } as const;
  const { setId } = await runJob(page, { kind: 'generate', name: 'Syn_12_4', recipe });
  const id = setId as SetId;
  const decide = (who: string, decision: 'keep' | 'exclude', samples: readonly string[]) =>
    call(page, 'curation.decide', { setId: id, samples: [...samples], decision, who });

  await test.step('Ana decides; Kim gets a slice of it for a second opinion', async () => {
    await decide('Ana', 'keep', SAMPLES.slice(0, 4));
    await decide('Ana', 'exclude', SAMPLES.slice(4));
    await frame.go('Reviews', 'reviews');
    await reviews.judgeAs('Ana');
    await reviews.assignSecondOpinion('Kim', SAMPLES);
    await expect(reviews.root.getByTestId('assignments')).toContainText('0 of 5');
  });

  await test.step('Kim judges by single keys and sees no decision of Ana', async () => {
    await reviews.judgeAs('Kim');
    await reviews.beginJudging();
    await expect(page.getByTestId('opinion-face')).toHaveAttribute('data-given', '');
    await expect(reviews.root).not.toContainText('Ana');
    await photograph(program, 'second-opinion');
    await reviews.judge(['k', 'k', '1', 'k', 'j']);
    await reviews.backToRecords();
    await expect(reviews.root.getByTestId('assignments')).toContainText('5 of 5');
  });

  await test.step('the disagreement and κ stand on the page', async () => {
    await expect(reviews.disagreements).toHaveCount(1);
    await expect(reviews.disagreements.first()).toContainText('Ana');
    await expect(reviews.disagreements.first()).toContainText('exclude');
    // Keep/exclude of Ana and Kim: 3, 1 / 0, 1; observed 0.8, expected 0.56.
    await expect(reviews.root.getByTestId('kappa')).toContainText('κ = 0.55');
    await photograph(program, 'reviews');
  });

  await test.step('it is settled by an ordinary decision; κ stays what it was', async () => {
    await reviews.disagreements.first().getByRole('button', { name: 'Exclude' }).click();
    await expect(reviews.disagreements).toHaveCount(0);
    await expect(reviews.root.getByTestId('disagreements')).toContainText('1 settled');
    const { decisions } = await call(page, 'curation.state', { setId: id });
    expect(JSON.stringify(decisions.filter(({ decision }) => decision === 'exclude'))).toContain(BAD);
    await expect(reviews.root.getByTestId('kappa')).toContainText('κ = 0.55');
  });

  await test.step('Kim signs; card and records say so, over a restart too', async () => {
    await reviews.signOff('Five rows looked at by two people.');
    await reviews.standsAs('valid');
    await program.restart();
    await expect(program.page.getByTestId('sign-off-mark').first()).toContainText('Signed off by Kim at revision 3');
  });

  const again = new ReviewsPage(program.page);
  const frameAgain = new Frame(program.page);
  await test.step('a later decision voids it on card, records and export plan', async () => {
    await call(program.page, 'curation.decide', {
      setId: id,
      samples: ['i000005s0000'],
      decision: 'exclude',
      who: 'Lee',
    } as never);
    await frameAgain.go('Reviews', 'reviews');
    await again.standsAs('void');
    await expect(again.root.getByTestId('sign-off-why')).toContainText('One decision was made or taken back since.');
    await photograph(program, 'reviews-void');
    const plan = await call(program.page, 'export.plan', {
      kind: 'export',
      syn: { setId: id, identities: null, samples: 2 },
      real: null,
    } as never);
    expect(plan.problems).toContainEqual(
      expect.objectContaining({ blocking: false, text: expect.stringContaining('Changed since Kim') }),
    );
    await frameAgain.go('Library', 'home');
    await expect(new HomePage(program.page).set('Syn_12_4')).toContainText(
      'Changed since Kim signed it off at revision 3',
    );
    await photograph(program, 'library-void');
  });

  const journal = await readFile(join(libraryDir, 'sets', id, 'reviews.jsonl'), 'utf8');
  expect(journal.trimEnd().split('\n')).toHaveLength(1 + SAMPLES.length + 1);
  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});

test('a blind test of two sets, through by keyboard, without a word before the end', async ({ program }) => {
  test.setTimeout(180_000);
  const { page, workDir } = program;
  // Two synthetic sets stand for both sides: no real face is on the screen.
  const first = await runJob(page, {
    kind: 'generate',
    name: 'Left stand-in',
    recipe: { identities: 10, samples: 2, seed: 5 },
  });
  const crop = { identities: 10, samples: 2, seed: 6, crop: '96x112' } as const;
  const second = await runJob(page, { kind: 'generate', name: 'Right stand-in', recipe: crop });
  await page.evaluate(([left, right]) => (window.location.hash = `#/compare?left=${left}&right=${right}`), [
    first.setId,
    second.setId,
  ] as const);
  await expect(page.getByTestId('pane-right').getByAltText(/^Right: sample/)).toBeVisible();
  await page.getByTestId('compare-side').getByText('Difference').click();
  await expect(page.getByTestId('differences')).toContainText('Yaw');
  await photograph(program, 'compare-difference');
  await page.getByTestId('compare-side').getByText('Nearest pairs').click();
  await photograph(program, 'compare-pairs-empty');

  const blind = new BlindTestPage(page);
  await new ReviewsPage(page).judgeAs('Kim');
  await blind.open();
  await photograph(program, 'blind-setup');
  await blind.start(PAIRS);
  await photograph(program, 'blind-pair');
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowLeft'];
  for (const [at, key] of keys.entries()) {
    await page.keyboard.press(key);
    await expect(blind.progress).toHaveText(`${at + 2} of ${PAIRS}`);
    await blind.showsPair();
    await expect(blind.root).not.toContainText(/correct|wrong|recognised/i, { useInnerText: true });
  }
  await page.keyboard.press('Backspace');
  await expect(blind.progress).toHaveText(`7 of ${PAIRS}`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(blind.result).toContainText('Kim');
  await expect(blind.result).toContainText('6');
  await photograph(program, 'blind-result');

  await page.getByRole('button', { name: 'Open the records' }).click();
  const reviews = new ReviewsPage(page);
  await expect(reviews.root.getByTestId('blind-result')).toContainText('Which one is of “Left stand-in”?');
  const { blindTests } = await call(page, 'reviews.get', { setId: second.setId as SetId });
  expect(blindTests[0]?.pooled).toMatchObject({ pairs: PAIRS, unsure: 2, answered: 6 });
  expect(blindTests[0]?.tests[0]?.treatment).toMatchObject({
    widthPx: 96,
    heightPx: 112,
    grey: expect.any(Boolean),
    lightMatched: true,
    textureMatched: true,
    backgroundHidden: true,
  });

  const folder = join(workDir, 'report');
  await mkdir(folder, { recursive: true });
  await pickNext(program, folder);
  await reviews.root.getByRole('button', { name: /Save the report/ }).click();
  const report = join(folder, 'blind-test.html');
  await expect.poll(() => readFile(report, 'utf8').catch(() => '')).toContain('By reviewer');
  expect(await readFile(report, 'utf8')).not.toMatch(/<img|data:image|i0000\d\d/);
  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});

test('nearest pairs are looked through: a false alarm, an exclusion, each under a name', async ({ program }) => {
  test.setTimeout(240_000);
  const { page } = program;
  const frame = new Frame(page);
  // Rendered faces stand for the consented people.
  const volunteers = await renderedVolunteers(program, 3, 2);
  await frame.go('Library', 'home');
  await page.getByRole('button', { name: 'Import consented set' }).click();
  const form = new ImportPage(program);
  await form.pick(volunteers.folder, volunteers.consentFile);
  await form.name('Volunteers');
  await form.start();
  await form.seeResult(60_000);
  const recipe = { identities: 6, samples: 2, seed: 9 } as const;
  const { setId } = await runJob(page, { kind: 'generate', name: 'Syn_6_2', recipe });
  const sets = await call(page, 'set.list', undefined);
  const real = sets.find(({ kind }) => kind === 'real')?.id;
  await page.evaluate(([left, right]) => (window.location.hash = `#/compare?left=${left}&right=${right}`), [
    real,
    setId,
  ] as const);
  await new ReviewsPage(page).judgeAs('Kim');
  const side = page.getByTestId('compare-side');
  await expect(side.getByTestId('pairs-not-computed')).toContainText('Not computed');
  for (const id of [real, setId]) await runJob(page, { kind: 'score', setId: id as SetId });

  const pairs = side.getByRole('list', { name: 'Nearest pairs' }).getByRole('listitem');
  await expect(pairs).toHaveCount(12, { timeout: 30_000 });
  await pairs.first().getByRole('button').click();
  await photograph(program, 'compare-pairs');
  await page.keyboard.press('m');
  await expect(pairs.first()).toContainText('false alarm · Kim');
  await pairs.nth(1).getByRole('button').click();
  await page.keyboard.press('j');
  await expect(pairs.nth(1)).toContainText('excluded · Kim');
  await photograph(program, 'compare-pairs-judged');
  await side.getByRole('switch', { name: 'Only those not yet judged' }).click();
  await expect(pairs).toHaveCount(10);
  const verdicts = await call(page, 'reviews.pairs', { setId: setId as SetId });
  expect(verdicts).toMatchObject([{ who: 'Kim', other: { setId: real } }]);

  // The question is put as it is meant: the left set is of real people.
  const blind = new BlindTestPage(page);
  await blind.open();
  await expect(blind.root).toContainText('Which one is real?');
  await blind.start(6);
  await photograph(program, 'blind-real');
  expect(program.evidence.filter((line) => / (pageerror|crash): /.test(line))).toEqual([]);
});
