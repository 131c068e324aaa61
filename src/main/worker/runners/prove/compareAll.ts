import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import type { ProveReport } from '@shared/domain/report';
import { throwIfCancelled } from '@shared/lib/abort';
import type { JobContext } from '../../../jobs/jobContext';
import type { PixelPool } from '../../pixelPool';
import { whyDifferent, whyNotInRecipe } from './compareSample';
import type { ChosenLines } from './readExport';

export type Difference = ProveReport['different'][number];

export interface CompareOptions {
  readonly exportDir: string;
  readonly info: DatasetInfo;
  readonly picked: ChosenLines;
  readonly pool: PixelPool;
  readonly context: JobContext;
}

/** Renders the picked lines again and compares. @returns what differs, in order of path */
export async function compareAll({ exportDir, info, picked, pool, context }: CompareOptions): Promise<Difference[]> {
  const different: Difference[] = [];
  let done = 0;
  const report = (): void => {
    context.progress({ phase: 'render again', done, total: picked.lines.length, unit: 'images' });
  };
  const compareIdentity = async (lines: readonly ManifestLine[], identityIndex: number): Promise<void> => {
    const samples = await pool.render({ identityIndex, sampleIndexes: lines.map((line) => line.sampleIndex) });
    throwIfCancelled(context.signal);
    for (const [at, line] of lines.entries()) {
      const sample = samples[at];
      const reason = sample === undefined ? 'it was not rendered' : await whyDifferent(exportDir, line, sample);
      if (reason !== null) different.push({ path: line.path, reason });
    }
    done += lines.length;
    report();
  };

  report();
  const byIdentity = new Map<number, ManifestLine[]>();
  for (const line of picked.lines) {
    const reason = info.recipe === null ? 'there is no recipe' : whyNotInRecipe(line, info.recipe);
    if (reason === null) byIdentity.set(line.identityIndex, [...(byIdentity.get(line.identityIndex) ?? []), line]);
    else different.push({ path: line.path, reason });
  }
  await Promise.all([...byIdentity].map(([identityIndex, lines]) => compareIdentity(lines, identityIndex)));
  return different.sort((a, b) => (a.path < b.path ? -1 : 1));
}
