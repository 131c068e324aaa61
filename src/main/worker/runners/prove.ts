import { join } from 'node:path';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import type { ProveSpec } from '@shared/domain/jobs';
import type { ProveReport } from '@shared/domain/report';
import type { GeneratorFingerprint } from '@shared/domain/setInfo';
import { throwIfCancelled } from '@shared/lib/abort';
import { Rng } from '@shared/lib/rng';
import type { JobContext, Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import type { PixelEngine } from '../pixelEngine';
import type { PixelPool } from '../pixelPool';
import { whyDifferent, whyNotInRecipe } from './prove/compareSample';
import { type ChosenLines, chooseLines, readDatasetInfo } from './prove/readExport';
import { strayFiles } from './prove/strayFiles';

/** Names the stream that picks the samples. */
const PICK_STREAM = 0x5056;

type Difference = ProveReport['different'][number];

/**
 * Renders samples of an export again from its manifest and compares bytes. `proven`: all that were picked are identical;
 * `refuted`: at least one is not, the manifest is not the
 * one that was exported, or the folder holds other files than the manifest names; `not-comparable`: made by another generator.
 * @throws Failure not-found, corrupt-data when the folder is not an export
 */
export function createProveRunner(engine: PixelEngine): Runner<ProveSpec> {
  return async (spec, context, place) => {
    const info = await readDatasetInfo(spec.exportDir);
    const picked = await chooseLines(spec.exportDir, spec.samples, new Rng(spec.seed, PICK_STREAM), context.signal);
    const ours = await engine.fingerprint(place);
    const reasons = whyNotComparable(info, picked, ours);
    const manifestFault = whyManifestDiffers(info, picked);
    const different: Difference[] = [...reasons, ...manifestFault];
    const strays = await strayFiles(spec.exportDir, picked.paths, context.signal);
    let identical = 0;
    if (reasons.length === 0 && info.recipe !== null) {
      const pool = engine.open(info.recipe, null, place);
      try {
        const found = await compareAll({ exportDir: spec.exportDir, info, picked, pool, context });
        identical = picked.lines.length - found.length;
        different.push(...found);
      } finally {
        await pool.close();
      }
      // What was rendered has said already why it differs.
      const told = new Set(different.map(({ path }) => path));
      different.push(...strays.filter(({ path }) => !told.has(path)));
    }
    const report: ProveReport = {
      kind: 'prove',
      runId: place.jobId,
      createdAt: new Date().toISOString(),
      exportDir: spec.exportDir,
      manifestSha256: picked.manifestSha256,
      fingerprintMatches: info.fingerprint?.sha256 === ours.sha256,
      checked: reasons.length === 0 ? picked.lines.length : 0,
      identical,
      different,
      verdict: reasons.length > 0 ? 'not-comparable' : different.length > 0 ? 'refuted' : 'proven',
    };
    await writeFileAtomic(join(place.runDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    return { setId: null, exportDir: spec.exportDir, runDir: place.runDir, summary: summaryOf(report) };
  };
}

function whyNotComparable(info: DatasetInfo, picked: ChosenLines, ours: GeneratorFingerprint): Difference[] {
  const because = (reason: string): Difference[] => [{ path: 'dataset.json', reason }];
  if (info.recipe === null || info.fingerprint === null || picked.syntheticCount === 0)
    return because('The export has no synthetic samples: there is nothing to render again.');
  const theirs = info.fingerprint;
  if (theirs.sha256 === ours.sha256) return [];
  const parts = (['generator', 'version', 'assetsSha256', 'encoderSha256'] as const).filter(
    (part) => theirs[part] !== ours[part],
  );
  if (parts.length === 0) return because('Its fingerprint does not fit the parts that it names.');
  return parts.flatMap((part) => because(`Its ${part} is ${theirs[part]}; this program has ${ours[part]}.`));
}

const whyManifestDiffers = (info: DatasetInfo, picked: ChosenLines): Difference[] =>
  info.manifestSha256 === picked.manifestSha256
    ? []
    : [
        {
          path: 'manifest.jsonl',
          reason: 'It is not the manifest that was exported: its SHA-256 is not the one in dataset.json.',
        },
      ];

interface CompareOptions {
  readonly exportDir: string;
  readonly info: DatasetInfo;
  readonly picked: ChosenLines;
  readonly pool: PixelPool;
  readonly context: JobContext;
}

async function compareAll({ exportDir, info, picked, pool, context }: CompareOptions): Promise<Difference[]> {
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

function summaryOf({ verdict, checked, identical, different }: ProveReport): string {
  switch (verdict) {
    case 'proven':
      return `Proven: ${identical} of ${checked} samples rendered again are identical to the byte`;
    case 'refuted':
      return `Refuted: ${different.length} differ, first ${different[0]?.path ?? ''}`;
    case 'not-comparable':
      return `Not comparable: ${different[0]?.reason ?? ''}`;
  }
}
