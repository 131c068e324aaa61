import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerateRecipeInput } from '../../src/shared/domain/generateRecipe';
import { call } from '../bridge';
import { pickNext } from '../dialogs';
import { expect, test } from '../fixtures';
import type { Program } from '../fixtures';
import { Frame } from '../pages/frame';
import { ReportPage } from '../pages/reportPage';
import { runJob } from '../runJob';

/** What Node gives on one, two and three threads: src/main/worker/runtimes.test.ts. */
interface Golden {
  readonly cases: readonly { readonly recipe: GenerateRecipeInput; readonly sha256: readonly string[] }[];
  readonly windowRgbaSha256: readonly string[];
}

const readGolden = async (): Promise<Golden> =>
  JSON.parse(await readFile(join(__dirname, '../../src/main/worker/runtimes.golden.json'), 'utf8')) as Golden;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Hashes of the files of a set, identity by identity. */
async function hashesOfSet({ libraryDir }: Program, setId: string): Promise<string[]> {
  const images = join(libraryDir, 'sets', setId, 'images');
  const hashes: string[] = [];
  for (const identity of (await readdir(images)).sort())
    for (const file of (await readdir(join(images, identity))).sort())
      hashes.push(sha256(await readFile(join(images, identity, file))));
  return hashes;
}

test('Electron’s worker process and the window’s Web Worker draw the bytes that Node draws', async ({ program }) => {
  test.setTimeout(300_000);
  const { page } = program;
  const golden = await readGolden();
  for (const [index, { recipe, sha256: expected }] of golden.cases.entries())
    await test.step(`recipe ${index}, crop ${recipe.crop ?? '112x112'}, encoder included`, async () => {
      const { setId } = await runJob(page, { kind: 'generate', name: `case ${index}`, recipe });
      expect(await hashesOfSet(program, setId ?? '')).toEqual(expected);
    });

  await test.step('the preview of a new set', async () => {
    await new Frame(page).go('New set', 'new-set');
    // Person i of the seed is identity i, as in the list.
    await page.getByText('By chance', { exact: true }).click();
    await expect(page.getByTestId('preview-strip')).toHaveAttribute('data-drawing', 'false', { timeout: 60_000 });
    for (const [identity, expected] of golden.windowRgbaSha256.entries()) {
      const canvas = page.getByRole('img', { name: `Preview of identity ${identity + 1}`, exact: true });
      const pixels = await canvas.evaluate((element: HTMLCanvasElement) => {
        const image = element.getContext('2d')?.getImageData(0, 0, element.width, element.height);
        return Array.from(image?.data ?? []);
      });
      expect(sha256(Uint8Array.from(pixels))).toBe(expected);
    }
  });
});

test('an export is proven, its certificate read, saved and checked again; a changed byte refutes it', async ({
  program,
}) => {
  test.setTimeout(180_000);
  const { page, libraryDir, workDir } = program;
  const recipe = {
    identities: 6,
    samples: 4,
    seed: 5,
    identityMixup: { probability: 0.5, weights: 'continuous' },
  } as const;
  const { setId } = await runJob(page, { kind: 'generate', name: 'Proved', recipe });
  const { exportDir } = await runJob(page, {
    kind: 'export',
    syn: { setId: setId ?? '', samples: 3 },
    into: null,
  });
  const runOf = async (): Promise<string> => {
    const runs = await call(page, 'run.list', undefined);
    return runs.find(({ record }) => record.spec.kind === 'prove')?.record.id ?? '';
  };
  await runJob(page, { kind: 'prove', exportDir: exportDir ?? '', samples: 5, seed: 99 });
  const report = new ReportPage(page);
  await page.evaluate((id) => (window.location.hash = `#/reports?run=${id}`), await runOf());
  await expect(report.root.getByTestId('prove-verdict')).toContainText('Proven');

  await test.step('the certificate says what was proven and with what', async () => {
    const certificate = report.root.getByTestId('certificate');
    await expect(certificate).toContainText('5 of 18 synthetic samples');
    await expect(certificate).toContainText('less than 45.1 %');
    const papers = join(workDir, 'papers');
    await mkdir(papers, { recursive: true });
    await pickNext(program, papers);
    await report.root.getByRole('button', { name: 'Save certificate…' }).click();
    await expect(report.root.getByTestId('certificate-saved')).toContainText('certificate.html');
    const saved = JSON.parse(await readFile(join(papers, 'certificate.json'), 'utf8')) as {
      readonly result: string;
      readonly runtime: string;
      readonly generator: { readonly ofProgram: { readonly codeSha256: string } };
    };
    expect(saved.result).toBe('proven');
    expect(saved.runtime).toMatch(/^Electron/);
    // Written by the build; tests of sources have a stand-in here.
    expect(saved.generator.ofProgram.codeSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await readFile(join(papers, 'certificate.html'), 'utf8')).not.toContain(libraryDir);
  });

  await test.step('all samples, from the report', async () => {
    await report.root.getByRole('button', { name: 'Prove all' }).click();
    await expect(report.root.getByTestId('certificate')).toContainText('18 of 18 synthetic samples', {
      timeout: 60_000,
    });
  });

  await test.step('one changed byte refutes', async () => {
    const folder = join(exportDir ?? '', 'images', '00001');
    const file = join(folder, (await readdir(folder))[0] ?? '');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(file, bytes);
    await report.root.getByRole('button', { name: 'Prove all' }).click();
    await expect(report.root.getByTestId('prove-verdict')).toContainText('Refuted', { timeout: 60_000 });
  });
});
