import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Pictures of real people who may be used for tests: a folder per subject. Never part of the project, never in a screenshot. */
export const facesDir = process.env['OUTIS_TEST_FACES'] ?? resolve(__dirname, '../../shared/faces/orl');

export const hasFaces = existsSync(join(facesDir, 's1'));

export interface ConsentedFolder {
  readonly folder: string;
  readonly consentFile: string;
  /** Subjects who agreed to everything. */
  readonly agreed: readonly string[];
  /** The one who took the consent back. */
  readonly withdrawn: string;
}

/** A folder of a few subjects with its consent file, one of them withdrawn. */
export async function consentedFolder(workDir: string, subjects: number, pictures: number): Promise<ConsentedFolder> {
  const folder = join(workDir, 'volunteers');
  const names = Array.from({ length: subjects }, (_unused, index) => `s${index + 1}`);
  for (const name of names) {
    await mkdir(join(folder, name), { recursive: true });
    for (let picture = 1; picture <= pictures; picture++) {
      await cp(join(facesDir, name, `${picture}.pgm`), join(folder, name, `${picture}.pgm`));
    }
  }
  const withdrawn = names.at(-1) ?? '';
  const lines = names.map((name, index) => {
    const status = name === withdrawn ? 'withdrawn' : 'given';
    return `${name},${status},training;evaluation;export;display,2024-01-31,form-${index + 1}.pdf`;
  });
  const consentFile = join(workDir, 'consent.csv');
  await writeFile(consentFile, ['subject,status,purposes,date,document', ...lines, ''].join('\n'));
  return { folder, consentFile, agreed: names.filter((name) => name !== withdrawn), withdrawn };
}
