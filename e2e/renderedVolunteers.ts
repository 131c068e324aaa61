import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from './fixtures';
import { runJob } from './runJob';

export interface RenderedVolunteers {
  readonly folder: string;
  readonly consentFile: string;
  readonly subjects: number;
  readonly pictures: number;
}

/** A folder as of consented people whose pictures are rendered, so that no real face is on the screen. */
export async function renderedVolunteers(
  { page, libraryDir, workDir }: Program,
  subjects: number,
  pictures: number,
): Promise<RenderedVolunteers> {
  const recipe = { identities: subjects, samples: pictures, seed: 31, crop: '256x256' } as const;
  const { setId } = await runJob(page, { kind: 'generate', name: 'Stand-ins', recipe });
  const images = join(libraryDir, 'sets', setId ?? '', 'images');
  const folder = join(workDir, 'volunteers');
  const names: string[] = [];
  for (const [index, identity] of (await readdir(images)).sort().entries()) {
    const name = `person-${index + 1}`;
    await mkdir(join(folder, name), { recursive: true });
    for (const [picture, file] of (await readdir(join(images, identity))).sort().entries())
      await cp(join(images, identity, file), join(folder, name, `${picture + 1}.jpg`));
    names.push(name);
  }
  const lines = names.map((name) => `${name},given,all,2024-01-31,form of ${name}`);
  const consentFile = join(workDir, 'consent.csv');
  await writeFile(consentFile, ['subject,status,purposes,date,document', ...lines, ''].join('\n'));
  return { folder, consentFile, subjects, pictures };
}
