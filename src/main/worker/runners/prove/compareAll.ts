import { digitalSourceTypeOf } from '@shared/domain/digitalSourceType';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import type { RenderFactors } from '@shared/domain/coefficients';
import type { ProveReport } from '@shared/domain/report';
import { throwIfCancelled } from '@shared/lib/abort';
import type { JobContext } from '../../../jobs/jobContext';
import type { EncodedSample } from '../../../engine/generators/graphics/encodedSample';
import type { PixelPool } from '../../pixelPool';
import type { PixelTask } from '../../pixelProtocol';
import { whyDifferent, whyNotInRecipe } from './compareSample';
import { openHandedOut } from './handedOut';
import type { ChosenLines } from './readExport';
import { factorsDigest } from './savedCoefficients';

export type Difference = ProveReport['different'][number];

export interface CompareOptions {
  readonly exportDir: string;
  readonly info: DatasetInfo;
  readonly picked: ChosenLines;
  readonly pool: PixelPool;
  readonly context: JobContext;
  /** Digests of the factors that the export says its samples have; null where it says none. */
  readonly saved: ReadonlyMap<string, string> | null;
  /** Factors to draw from instead of the recipe; null: the recipe decides. */
  readonly given: ReadonlyMap<string, RenderFactors> | null;
}

/** Renders the picked lines again and compares. @returns what differs, in order of path */
export async function compareAll(options: CompareOptions): Promise<Difference[]> {
  const { exportDir, info, picked, pool, context, saved, given } = options;
  const different: Difference[] = [];
  const mark = info.isMarked ? digitalSourceTypeOf('syn', info.fingerprint?.generator ?? null) : null;
  const find = await openHandedOut(exportDir, info, picked.lines, context.signal);
  let done = 0;
  const report = (): void => {
    context.progress({ phase: 'render again', done, total: picked.lines.length, unit: 'images' });
  };
  const compareIdentity = async (lines: readonly ManifestLine[], identityIndex: number): Promise<void> => {
    const samples = await pool.render(taskOf(identityIndex, lines, given));
    throwIfCancelled(context.signal);
    for (const [at, line] of lines.entries()) {
      const sample = samples[at];
      const reason =
        sample === undefined
          ? 'it was not rendered'
          : (whyDifferent(await find(line), line, sample, mark) ?? whyCoefficientsDiffer(line, sample, saved));
      if (reason !== null) different.push({ path: nameOf(line), reason });
    }
    done += lines.length;
    report();
  };

  report();
  const byIdentity = new Map<number, ManifestLine[]>();
  for (const line of picked.lines) {
    const reason = whyNotRendered(line, info, given);
    if (reason === null) byIdentity.set(line.identityIndex, [...(byIdentity.get(line.identityIndex) ?? []), line]);
    else different.push({ path: nameOf(line), reason });
  }
  await Promise.all([...byIdentity].map(([identityIndex, lines]) => compareIdentity(lines, identityIndex)));
  return different.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** An image of a pack by its sample, as many share a path. */
const nameOf = ({ path, entry, sampleId }: ManifestLine): string =>
  entry === undefined ? path : `${path} (${sampleId})`;

function whyNotRendered(line: ManifestLine, { recipe }: DatasetInfo, given: CompareOptions['given']): string | null {
  if (recipe === null) return 'there is no recipe';
  if (given !== null) return given.has(line.sampleId) ? null : 'its coefficients are not in coefficients.arrow';
  return whyNotInRecipe(line, recipe);
}

function taskOf(identityIndex: number, lines: readonly ManifestLine[], given: CompareOptions['given']): PixelTask {
  if (given === null) return { identityIndex, sampleIndexes: lines.map((line) => line.sampleIndex) };
  return {
    identityIndex,
    given: lines.flatMap(({ sampleId, sampleIndex, partner }) => {
      const factors = given.get(sampleId);
      return factors === undefined
        ? []
        : [{ sampleIndex, factors, partnerIndex: partner?.identityIndex ?? -1, weight: partner?.weight ?? 1 }];
    }),
  };
}

function whyCoefficientsDiffer(
  line: ManifestLine,
  { factors }: EncodedSample,
  saved: CompareOptions['saved'],
): string | null {
  if (saved === null) return null;
  const digest = saved.get(line.sampleId);
  if (digest === undefined) return 'its coefficients are not in coefficients.arrow';
  return digest === factorsDigest(factors) ? null : 'its coefficients are not those that the recipe gives';
}
