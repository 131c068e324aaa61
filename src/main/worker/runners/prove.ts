import { join } from 'node:path';
import type { RenderFactors } from '@shared/domain/coefficients';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import type { ProveSpec } from '@shared/domain/jobs';
import type { ProveReport } from '@shared/domain/report';
import type { GeneratorFingerprint } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import { Rng } from '@shared/lib/rng';
import type { JobContext, JobPlace, Runner } from '../../jobs/jobContext';
import { writeFileAtomic } from '../../platform/atomicWrite';
import { IDENTITIES_FILE, readExportedPlan } from '../../storage/identityPlanStore';
import { isUnsigned, type SignatureReport, verifySignature } from '../../storage/signature/verifySignature';
import type { PixelEngine } from '../pixelEngine';
import { findingOf } from './findingOf';
import { compareAll, type CompareOptions, type Difference } from './prove/compareAll';
import { makeCertificate, writeCertificate } from './prove/makeCertificate';
import { type ChosenLines, chooseLines, readDatasetInfo } from './prove/readExport';
import { factorsDigest, readSavedCoefficients } from './prove/savedCoefficients';
import { strayFiles } from './prove/strayFiles';

/** Names the stream that picks the samples. */
const PICK_STREAM = 0x5056;

/**
 * Renders samples of an export again from its manifest and compares bytes. `proven`: all that were picked are identical;
 * `refuted`: at least one is not, the manifest is not the
 * one that was exported, or the folder holds other files than the manifest names; `not-comparable`: made by another generator.
 * @throws Failure not-found, corrupt-data when the folder is not an export
 */
export function createProveRunner(engine: PixelEngine): Runner<ProveSpec> {
  return async (spec, context, place) => {
    const dataset = await readDatasetInfo(spec.exportDir);
    const { info } = dataset;
    const picked = await chooseLines(spec.exportDir, spec.samples, new Rng(spec.seed, PICK_STREAM), context.signal);
    const [ours, assets] = await Promise.all([engine.fingerprint(place), engine.assets(place)]);
    const reasons = whyNotComparable(info, picked, ours);
    const plan = await readPlan(spec.exportDir, info);
    const factors = await readFactors(spec.exportDir, info, picked, context);
    const different: Difference[] = [
      ...reasons,
      ...whyManifestDiffers(info, picked),
      ...plan.faults,
      ...factors.faults,
    ];
    const signed = await readSignature(spec.exportDir, context);
    const strays = signed?.findings ?? (await strayFiles(spec.exportDir, picked.paths, context.signal));
    let checked = 0;
    let identical = 0;
    if (reasons.length === 0 && info.recipe !== null) {
      if (plan.faults.length + factors.faults.length === 0) {
        const { recipe } = info;
        const found = await renderAgain({ engine, info, recipe, plan, picked, spec, context, place, ...factors });
        checked = picked.lines.length;
        identical = checked - found.length;
        different.push(...found);
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
      checked,
      identical,
      different,
      verdict: reasons.length > 0 ? 'not-comparable' : different.length > 0 ? 'refuted' : 'proven',
    };
    const { program } = place;
    await writeCertificate(
      place.runDir,
      makeCertificate({
        dataset,
        picked,
        spec,
        report,
        ours,
        assets,
        program,
        keyId: signed?.signature?.keyId ?? null,
      }),
    );
    await writeFileAtomic(join(place.runDir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    const { exportDir } = spec;
    return { setId: null, exportDir, runDir: place.runDir, summary: summaryOf(report), ...findingOf(report) };
  };
}

/** A signature that is there must hold; then it names the files besides the manifest's. Null where there is none. */
async function readSignature(exportDir: string, { signal }: JobContext): Promise<SignatureReport | null> {
  const report = await verifySignature(exportDir, signal);
  return report.findings.some(isUnsigned) ? null : report;
}

interface ExportedPlan {
  readonly candidates: readonly number[] | null;
  readonly faults: readonly Difference[];
}

/** Who the identities are. A plan that is gone or was changed speaks against the export like any other file of it. */
async function readPlan(exportDir: string, info: DatasetInfo): Promise<ExportedPlan> {
  try {
    const plan = await readExportedPlan(exportDir, info.identities);
    return { candidates: plan?.candidates ?? null, faults: [] };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || (thrown.code !== 'not-found' && thrown.code !== 'corrupt-data')) throw thrown;
    return { candidates: null, faults: [{ path: IDENTITIES_FILE, reason: thrown.message }] };
  }
}

interface ExportedFactors extends Pick<CompareOptions, 'saved' | 'given'> {
  readonly faults: readonly Difference[];
}

/** Factors saved in the export: to draw twins and hand-made people from, and of any other set to hold against what the recipe gives. */
async function readFactors(
  exportDir: string,
  info: DatasetInfo,
  picked: ChosenLines,
  { signal }: JobContext,
): Promise<ExportedFactors> {
  const wanted = new Set<string>(picked.lines.map(({ sampleId }) => sampleId));
  const read = <T>(keep: (factors: RenderFactors) => T) =>
    readSavedCoefficients(exportDir, info.coefficients, wanted, keep, signal);
  if (info.renderedFrom === undefined) {
    const saved = await read(factorsDigest);
    return { saved: saved?.byId ?? null, given: null, faults: saved?.faults ?? [] };
  }
  const given = await read((factors) => factors);
  return {
    saved: null,
    given: given?.byId ?? new Map<string, RenderFactors>(),
    faults: given?.faults ?? [
      { path: 'coefficients.arrow', reason: 'no seed gives these samples: they cannot be rendered again without it' },
    ],
  };
}

interface RenderOptions extends Omit<CompareOptions, 'pool' | 'exportDir'> {
  readonly engine: PixelEngine;
  readonly recipe: GenerateRecipe;
  readonly plan: ExportedPlan;
  readonly spec: ProveSpec;
  readonly place: JobPlace;
}

async function renderAgain(options: RenderOptions): Promise<Difference[]> {
  const { engine, info, recipe, plan, picked, spec, context, place, saved, given } = options;
  const pool = engine.open(recipe, null, place, plan.candidates);
  try {
    return await compareAll({ exportDir: spec.exportDir, info, picked, pool, context, saved, given });
  } finally {
    await pool.close();
  }
}

function whyNotComparable(info: DatasetInfo, picked: ChosenLines, ours: GeneratorFingerprint): Difference[] {
  const because = (reason: string): Difference[] => [{ path: 'dataset.json', reason }];
  if (info.recipe === null || info.fingerprint === null || picked.syntheticCount === 0)
    return because('The export has no synthetic samples: there is nothing to render again.');
  const theirs = info.fingerprint;
  if (theirs.sha256 === ours.sha256) return [];
  const parts = (['generator', 'version', 'codeSha256', 'assetsSha256', 'encoderSha256'] as const).filter(
    (part) => theirs[part] !== ours[part],
  );
  if (parts.length === 0) return because('Its fingerprint does not fit the parts that it names.');
  return parts.flatMap((part) =>
    because(`Its ${part} is ${theirs[part] ?? 'not recorded'}; this program has ${ours[part] ?? 'none'}.`),
  );
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
