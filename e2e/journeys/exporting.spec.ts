import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDataset } from '../../src/main/formats/packs/openDataset';
import { call } from '../bridge';
import { expect, test } from '../fixtures';
import { ExportPage } from '../pages/exportPage';
import { Frame } from '../pages/frame';
import { runJob } from '../runJob';
import { photograph } from '../screenshots';

interface Line {
  readonly path: string;
  readonly label: number;
  readonly sha256: string;
}

async function manifestOf(directory: string): Promise<Line[]> {
  const text = await readFile(join(directory, 'manifest.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** Images per class as our own reader of the format finds them. */
async function classSizes(directory: string): Promise<Map<number, number>> {
  const sizes = new Map<number, number>();
  const reader = await openDataset(directory);
  for await (const { label } of reader?.images({ aborted: false }) ?? [])
    sizes.set(label ?? -1, (sizes.get(label ?? -1) ?? 0) + 1);
  return sizes;
}

test('one click for insightface, one for Hugging Face; both open, and what changed between two exports is named', async ({
  program,
}) => {
  test.setTimeout(120_000);
  const { page, libraryDir } = program;
  const made = await runJob(page, {
    kind: 'generate',
    name: 'Nobodies',
    recipe: { identities: 24, samples: 4, seed: 3 },
  });
  const setId = made.setId ?? '';
  const frame = new Frame(page);
  const exporting = new ExportPage(page);
  await frame.go('Export', 'export');

  await test.step('for insightface: RecordIO with the pairs beside it', async () => {
    await exporting.isCalled('syn', 'Syn_24_4');
    await exporting.madeFor('syn', 'insightface');
    await expect(exporting.checks('syn')).toContainText('not looked at');
    await expect(exporting.checks('syn')).toContainText('time not measured yet');
    await exporting.export('syn', 'Syn_24_4: 96 images of 24 identities');
    const directory = join(libraryDir, 'exports', 'Syn_24_4');
    expect(await classSizes(directory)).toEqual(new Map(Array.from({ length: 24 }, (_, label) => [label, 4])));
    expect(new Set((await manifestOf(directory)).map(({ path }) => path))).toEqual(new Set(['train.rec']));
    expect(JSON.parse(await readFile(join(directory, 'dataset.json'), 'utf8'))).toMatchObject({
      format: 'recordio',
      isMarked: true,
      verification: { file: 'verification.bin' },
    });
    await photograph(program, 'export-made');
  });

  await test.step('for Hugging Face: Parquet', async () => {
    await exporting.samples('syn', 3);
    await exporting.isCalled('syn', 'Syn_24_3');
    await exporting.madeFor('syn', 'Hugging Face');
    await exporting.export('syn', 'Syn_24_3: 72 images of 24 identities');
    const sizes = await classSizes(join(libraryDir, 'exports', 'Syn_24_3'));
    expect(sizes).toEqual(new Map(Array.from({ length: 24 }, (_, label) => [label, 3])));
    await expect(exporting.list).toContainText('Hugging Face Parquet');
    await expect(exporting.list).toContainText('RecordIO, InsightFace');
  });

  const excluded = ['i000002s0001', 'i000005s0000', 'i000011s0003'];
  await test.step('three samples are excluded; the comparison names them, who and why', async () => {
    await call(page, 'curation.decide', {
      setId,
      decision: 'exclude',
      reason: 'blurred',
      samples: excluded,
      note: '',
      who: 'Kim',
    });
    await exporting.samples('syn', 4);
    await page.getByTestId('export-syn').getByRole('button', { name: 'More' }).click();
    await page.getByTestId('export-syn').getByLabel('Take identities with fewer samples too').check();
    await runJob(page, {
      kind: 'export',
      name: 'After',
      syn: { setId, samples: 4 },
      allowFewer: true,
      format: 'recordio',
    });
    await exporting.compareWith('syn', /^After/);
    await page.getByTestId('compare').getByRole('combobox', { name: 'Earlier' }).click();
    await page.getByRole('option', { name: /^Syn_24_4/ }).click();
    await page.getByTestId('compare').getByRole('button', { name: 'Compare', exact: true }).click();
    for (const sample of excluded) await expect(exporting.compared).toContainText(sample);
    await expect(exporting.compared).toContainText('excluded: blurred');
    await expect(exporting.compared).toContainText('by Kim');
    await expect(exporting.compared).toContainText('The same93');
    await exporting.compared.scrollIntoViewIfNeeded();
    await photograph(program, 'export-compared');
  });

  await test.step('marks go only for a reason', async () => {
    const card = exporting.card('syn');
    await card.getByLabel('Mark each image with where it comes from').uncheck();
    await card.getByRole('textbox', { name: 'Name', exact: true }).fill('Plain');
    await exporting.isCalled('syn', 'Plain');
    await expect(card.getByRole('button', { name: /^Export/ })).toBeDisabled();
    await card.getByLabel(/^Why without a mark/).fill('Their loader refuses XMP');
    await expect(exporting.checks('syn')).toContainText('Their loader refuses XMP');
    await expect(card.getByRole('button', { name: /^Export/ })).toBeEnabled();
    await photograph(program, 'export-unmarked');
  });
});
